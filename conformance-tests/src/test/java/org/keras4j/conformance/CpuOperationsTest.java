package org.keras4j.conformance;

import org.keras4j.plan.Executable;

/** The operations through compiled plans on the CPU backend. */
class CpuOperationsTest extends OperationSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> Executable.of(function).run(inputs);
  }
}
