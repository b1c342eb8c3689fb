package org.keras4j.conformance;

import org.keras4j.backend.reference.ReferenceInterpreter;

/** The layers on the reference interpreter. */
class ReferenceLayersTest extends LayerSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> ReferenceInterpreter.standard().run(function, inputs).outputs();
  }
}
