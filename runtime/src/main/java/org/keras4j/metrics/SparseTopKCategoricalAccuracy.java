package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How often the target is among the best predictions; targets are classes. Keras: {@code
 * keras.metrics.SparseTopKCategoricalAccuracy}.
 */
public final class SparseTopKCategoricalAccuracy extends MeanMetric {
  /** How many of the best predictions count; default 5. */
  public static final Arg<Integer> K = Arg.integer("k", 5);

  /** Whether predictions are classes, the best first, instead of scores; default false. */
  public static final Arg<Boolean> FROM_SORTED_IDS = Arg.bool("from_sorted_ids", false);

  public static final NamedType<SparseTopKCategoricalAccuracy> TYPE =
      builtin(
          "SparseTopKCategoricalAccuracy",
          "sparse_top_k_categorical_accuracy",
          SparseTopKCategoricalAccuracy::new,
          K,
          FROM_SORTED_IDS);

  private SparseTopKCategoricalAccuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static SparseTopKCategoricalAccuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.sparseTopKCategoricalAccuracy(
        yTrue, yPred, get(K), get(FROM_SORTED_IDS));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
