package org.keras4j.training;

import java.util.List;
import org.keras4j.callbacks.Callback;

/**
 * One call of {@code evaluate}: an immutable value. Keras: the arguments of {@code Model.evaluate}.
 *
 * @param batchSize samples in a step; not for datasets
 * @param verbose as {@link FitOptions#verbose}
 * @param sampleWeight factors of the loss, for arrays; null for none
 * @param steps null for until the data ends
 */
public record EvaluateOptions(
    int batchSize, int verbose, Object sampleWeight, Integer steps, List<Callback> callbacks) {
  public EvaluateOptions {
    if (batchSize < 1) {
      throw new IllegalArgumentException("batchSize must be at least 1. Received: " + batchSize);
    }
    callbacks = List.copyOf(callbacks);
  }

  /** Batches of 32, progress on a terminal, all data. */
  public static EvaluateOptions standard() {
    return new EvaluateOptions(32, FitOptions.AUTO, null, null, List.of());
  }

  public EvaluateOptions batchSize(int value) {
    return new EvaluateOptions(value, verbose, sampleWeight, steps, callbacks);
  }

  public EvaluateOptions verbose(int value) {
    return new EvaluateOptions(batchSize, value, sampleWeight, steps, callbacks);
  }

  public EvaluateOptions sampleWeight(Object value) {
    return new EvaluateOptions(batchSize, verbose, value, steps, callbacks);
  }

  public EvaluateOptions steps(int value) {
    return new EvaluateOptions(batchSize, verbose, sampleWeight, value, callbacks);
  }

  public EvaluateOptions callbacks(Callback... values) {
    return new EvaluateOptions(batchSize, verbose, sampleWeight, steps, List.of(values));
  }
}
