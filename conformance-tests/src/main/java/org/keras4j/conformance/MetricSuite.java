package org.keras4j.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every metric over batches, against real Keras, and every string that means one. */
public abstract class MetricSuite {
  private static final String FIXTURE = "metrics/metrics";

  /** What runs the graphs. */
  protected abstract Evaluator evaluator();

  /**
   * Every case of every metric; the system property {@code keras4j.metrics} (names of classes with
   * commas between) picks some.
   */
  @TestFactory
  Stream<DynamicContainer> metrics() {
    Fixture fixture = Fixture.load(FIXTURE);
    return NamedCases.byClass(
        fixture.cases(),
        System.getProperty("keras4j.metrics"),
        json -> new MetricCase(fixture, json, evaluator())::run)
        .stream();
  }

  /** Every string that Keras' {@code compile(metrics=...)} takes. */
  @TestFactory
  Stream<DynamicTest> identifiers() {
    Fixture fixture = Fixture.load(FIXTURE);
    return NamedCases.list(fixture, "identifiers").stream()
        .map(
            json ->
                DynamicTest.dynamicTest(
                    (String) json.get("name"),
                    new MetricCase(fixture, json, evaluator())::runIdentifier));
  }
}
