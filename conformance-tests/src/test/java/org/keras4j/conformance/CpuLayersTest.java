package org.keras4j.conformance;

import org.keras4j.plan.Executable;

/** The layers through compiled plans on the CPU backend. */
class CpuLayersTest extends LayerSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> Executable.of(function).run(inputs);
  }
}
