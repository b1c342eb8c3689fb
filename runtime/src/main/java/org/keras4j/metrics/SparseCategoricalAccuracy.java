package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How often the best prediction is of the target's class; targets are classes. Keras: {@code
 * keras.metrics.SparseCategoricalAccuracy}.
 */
public final class SparseCategoricalAccuracy extends MeanMetric {
  public static final NamedType<SparseCategoricalAccuracy> TYPE =
      builtin(
          "SparseCategoricalAccuracy",
          "sparse_categorical_accuracy",
          SparseCategoricalAccuracy::new);

  private SparseCategoricalAccuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static SparseCategoricalAccuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.sparseCategoricalAccuracy(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
