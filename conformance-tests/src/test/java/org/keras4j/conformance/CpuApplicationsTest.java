package org.keras4j.conformance;

import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;

/** Models of real size on the CPU backend. */
class CpuApplicationsTest extends ApplicationSuite {
  @Override
  protected Backend backend() {
    return Backends.defaultBackend();
  }
}
