package org.keras4j.conformance;

import org.keras4j.plan.Executable;

/** The losses through compiled plans on the CPU backend. */
class CpuLossesTest extends LossSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> Executable.of(function).run(inputs);
  }
}
