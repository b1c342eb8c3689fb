package org.keras4j.conformance;

import org.keras4j.backend.reference.ReferenceInterpreter;

/** The operations on the reference interpreter. */
class ReferenceOperationsTest extends OperationSuite {
  @Override
  protected Evaluator evaluator() {
    return (function, inputs) -> ReferenceInterpreter.standard().run(function, inputs).outputs();
  }
}
