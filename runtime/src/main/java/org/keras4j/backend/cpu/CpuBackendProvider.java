package org.keras4j.backend.cpu;

import java.util.Optional;
import org.keras4j.backend.Backend;
import org.keras4j.backend.BackendProvider;

/** Provides {@link CpuBackend}, which runs everywhere. */
public final class CpuBackendProvider implements BackendProvider {
  @Override
  public String name() {
    return "cpu";
  }

  @Override
  public int priority() {
    return 0;
  }

  @Override
  public Optional<String> unusableReason() {
    return Optional.empty();
  }

  @Override
  public Backend create() {
    return CpuBackend.of(CpuOptions.fromProperties());
  }
}
