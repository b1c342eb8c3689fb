package org.keras4j.conformance;

import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;

/** Whole models on the CPU backend. */
class CpuModelsTest extends ModelSuite {
  @Override
  protected Backend backend() {
    return Backends.defaultBackend();
  }
}
