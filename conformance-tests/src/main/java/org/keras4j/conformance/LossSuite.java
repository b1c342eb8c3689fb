package org.keras4j.conformance;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every loss against real Keras: values, gradients, configs, and every string that means one. */
public abstract class LossSuite {
  private static final String FIXTURE = "losses/losses";

  /** What runs the graphs. */
  protected abstract Evaluator evaluator();

  /**
   * Every case of every loss; the system property {@code keras4j.losses} (names of classes with
   * commas between) picks some.
   */
  @TestFactory
  Stream<DynamicContainer> losses() {
    Fixture fixture = Fixture.load(FIXTURE);
    return NamedCases.byClass(
        fixture.cases(),
        System.getProperty("keras4j.losses"),
        json -> new LossCase(fixture, json, evaluator())::run)
        .stream();
  }

  /** Every string that Keras' {@code compile(loss=...)} takes. */
  @TestFactory
  Stream<DynamicTest> identifiers() {
    Fixture fixture = Fixture.load(FIXTURE);
    return NamedCases.list(fixture, "identifiers").stream()
        .map(
            json ->
                DynamicTest.dynamicTest(
                    (String) json.get("name"),
                    new LossCase(fixture, json, evaluator())::runIdentifier));
  }
}
