package org.keras4j.conformance;

import org.keras4j.plan.Executable;

/** Initializers, regularizers and constraints through compiled plans on the CPU backend. */
class CpuWeightArgumentsTest extends WeightArgumentSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> Executable.of(function).run(inputs);
  }
}
