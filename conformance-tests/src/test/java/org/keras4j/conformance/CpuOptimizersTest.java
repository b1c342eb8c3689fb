package org.keras4j.conformance;

import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.GraphFunction;
import org.keras4j.plan.Executable;
import org.keras4j.tensor.NDArray;

/** The optimizers through compiled plans on the CPU backend. */
class CpuOptimizersTest extends OptimizerSuite {
  @Override
  protected Function<List<NDArray>, List<NDArray>> compile(GraphFunction function) {
    return Executable.of(function)::run;
  }
}
