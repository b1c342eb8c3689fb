package org.keras4j.conformance;

import org.keras4j.plan.Executable;

/** The metrics through compiled plans on the CPU backend. */
class CpuMetricsTest extends MetricSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> Executable.of(function).run(inputs);
  }
}
