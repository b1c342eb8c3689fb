package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How often the best prediction is of the class of the largest target; targets are one-hot. Keras:
 * {@code keras.metrics.CategoricalAccuracy}.
 */
public final class CategoricalAccuracy extends MeanMetric {
  public static final NamedType<CategoricalAccuracy> TYPE =
      builtin("CategoricalAccuracy", "categorical_accuracy", CategoricalAccuracy::new);

  private CategoricalAccuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CategoricalAccuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.categoricalAccuracy(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
