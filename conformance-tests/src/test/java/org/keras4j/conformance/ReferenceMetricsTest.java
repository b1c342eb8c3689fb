package org.keras4j.conformance;

import org.keras4j.backend.reference.ReferenceInterpreter;

/** The metrics on the reference interpreter. */
class ReferenceMetricsTest extends MetricSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> ReferenceInterpreter.standard().run(function, inputs).outputs();
  }
}
