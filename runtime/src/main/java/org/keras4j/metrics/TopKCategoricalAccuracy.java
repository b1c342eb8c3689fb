package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How often the class of the largest target is among the best predictions; targets are one-hot.
 * Keras: {@code keras.metrics.TopKCategoricalAccuracy}.
 */
public final class TopKCategoricalAccuracy extends MeanMetric {
  /** How many of the best predictions count; default 5. */
  public static final Arg<Integer> K = Arg.integer("k", 5);

  public static final NamedType<TopKCategoricalAccuracy> TYPE =
      builtin(
          "TopKCategoricalAccuracy", "top_k_categorical_accuracy", TopKCategoricalAccuracy::new, K);

  private TopKCategoricalAccuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static TopKCategoricalAccuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.topKCategoricalAccuracy(yTrue, yPred, get(K));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
