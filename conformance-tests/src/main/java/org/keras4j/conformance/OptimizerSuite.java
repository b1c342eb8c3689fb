package org.keras4j.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.graph.GraphFunction;
import org.keras4j.tensor.NDArray;

/**
 * Every optimizer over twenty steps with given gradients, against real Keras: its config, the names
 * of its variables, then all variables after every step; and every learning rate schedule.
 */
public abstract class OptimizerSuite {
  private static final Fixture OPTIMIZERS = Fixture.load("optimizers/optimizers");
  private static final Fixture SCHEDULES = Fixture.load("optimizers/schedules");

  /** The function ready to be called many times; each call sees the variables as they are then. */
  protected abstract Function<List<NDArray>, List<NDArray>> compile(GraphFunction function);

  /**
   * Every case; the system property {@code keras4j.optimizers} (beginnings of cases' names, with
   * commas between) picks some.
   */
  @TestFactory
  Stream<DynamicTest> optimizers() {
    String picked = System.getProperty("keras4j.optimizers", "");
    List<String> beginnings = List.of(picked.split(","));
    return OPTIMIZERS.cases().stream()
        .map(json -> new OptimizerCase(OPTIMIZERS, json))
        .filter(c -> beginnings.stream().anyMatch(c.name()::startsWith))
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> c.run(this::compile)));
  }

  @TestFactory
  Stream<DynamicTest> schedules() {
    return SCHEDULES.cases().stream()
        .map(json -> new ScheduleCase(SCHEDULES, json))
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> c.run(this::compile)));
  }
}
