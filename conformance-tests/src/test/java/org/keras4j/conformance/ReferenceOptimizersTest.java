package org.keras4j.conformance;

import java.util.List;
import java.util.function.Function;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.tensor.NDArray;

/** The optimizers on the reference interpreter. */
class ReferenceOptimizersTest extends OptimizerSuite {
  @Override
  protected Function<List<NDArray>, List<NDArray>> compile(GraphFunction function) {
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    return inputs -> interpreter.run(function, inputs).outputs();
  }
}
