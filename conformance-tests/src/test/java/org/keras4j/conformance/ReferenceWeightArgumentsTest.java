package org.keras4j.conformance;

import org.keras4j.backend.reference.ReferenceInterpreter;

/** Initializers, regularizers and constraints on the reference interpreter. */
class ReferenceWeightArgumentsTest extends WeightArgumentSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> ReferenceInterpreter.standard().run(function, inputs).outputs();
  }
}
