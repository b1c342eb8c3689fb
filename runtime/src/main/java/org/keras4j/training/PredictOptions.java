package org.keras4j.training;

import java.util.List;
import org.keras4j.callbacks.Callback;

/**
 * One call of {@code predict} over many batches: an immutable value. Keras: the arguments of {@code
 * Model.predict}.
 *
 * @param batchSize samples in a step; not for datasets
 * @param verbose as {@link FitOptions#verbose}
 * @param steps null for until the data ends
 */
public record PredictOptions(int batchSize, int verbose, Integer steps, List<Callback> callbacks) {
  public PredictOptions {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1. Received: " + batchSize);
    }
    if (steps != null && steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1. Received: " + steps);
    }
    callbacks = List.copyOf(callbacks);
  }

  /** Batches of 32, progress on a terminal, all data. */
  public static PredictOptions standard() {
    return new PredictOptions(32, FitOptions.AUTO, null, List.of());
  }

  public PredictOptions batchSize(int value) {
    return new PredictOptions(value, verbose, steps, callbacks);
  }

  public PredictOptions verbose(int value) {
    return new PredictOptions(batchSize, value, steps, callbacks);
  }

  public PredictOptions steps(int value) {
    return new PredictOptions(batchSize, verbose, value, callbacks);
  }

  public PredictOptions callbacks(Callback... values) {
    return new PredictOptions(batchSize, verbose, steps, List.of(values));
  }
}
