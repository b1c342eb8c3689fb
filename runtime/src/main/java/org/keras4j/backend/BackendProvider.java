package org.keras4j.backend;

import java.util.Optional;

/**
 * Makes a {@link Backend}; found through {@link java.util.ServiceLoader}. Being asked must be cheap
 * and must never throw, also where native parts are missing.
 */
public interface BackendProvider {
  /** Name of the backend, such as {@code cpu}. */
  String name();

  /** Providers of higher priority are preferred; the portable CPU backend has 0. */
  int priority();

  /** Why the backend cannot be used here, and what to do; empty when it can. */
  Optional<String> unusableReason();

  /** Whether the backend can be used here. */
  default boolean isUsable() {
    return unusableReason().isEmpty();
  }

  /** A new backend. Asked only when usable. */
  Backend create();
}
