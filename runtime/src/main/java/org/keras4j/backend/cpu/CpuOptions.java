package org.keras4j.backend.cpu;

import org.keras4j.tensor.KerasException;

/**
 * Settings of the CPU backend.
 *
 * @param threads number of threads that one run may use, the caller's included
 */
public record CpuOptions(int threads) {
  /** System property for {@link #threads}: a positive number; default is one for each processor. */
  public static final String THREADS = "keras4j.threads";

  public CpuOptions {
    if (threads < 1) {
      throw new KerasException("threads must be at least 1. Received: " + threads);
    }
  }

  /** What the system properties say. */
  public static CpuOptions fromProperties() {
    String value = System.getProperty(THREADS);
    if (value == null) {
      return new CpuOptions(Runtime.getRuntime().availableProcessors());
    }
    try {
      return new CpuOptions(Integer.parseInt(value.trim()));
    } catch (NumberFormatException e) {
      throw new KerasException(
          "System property " + THREADS + " must be a positive number. Received: '" + value + "'",
          e);
    }
  }
}
