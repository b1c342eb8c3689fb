package org.keras4j.conformance;

import org.keras4j.backend.reference.ReferenceInterpreter;

/** The losses on the reference interpreter. */
class ReferenceLossesTest extends LossSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> ReferenceInterpreter.standard().run(function, inputs).outputs();
  }
}
