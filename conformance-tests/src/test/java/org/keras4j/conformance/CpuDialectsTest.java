package org.keras4j.conformance;

import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;

/** Models of older Keras versions on the CPU backend. */
class CpuDialectsTest extends DialectSuite {
  @Override
  protected Backend backend() {
    return Backends.defaultBackend();
  }
}
