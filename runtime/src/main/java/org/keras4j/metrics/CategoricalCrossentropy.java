package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/**
 * Crossentropy of distributions, such as one-hot targets. Keras: {@code
 * keras.metrics.CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends MeanMetric {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = Arg.bool("from_logits", false);

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = Arg.number("label_smoothing", 0.0);

  /** The axis of the vectors; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<CategoricalCrossentropy> TYPE =
      builtin(
          "CategoricalCrossentropy",
          "categorical_crossentropy",
          CategoricalCrossentropy::new,
          FROM_LOGITS,
          LABEL_SMOOTHING,
          AXIS);

  private CategoricalCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CategoricalCrossentropy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.categoricalCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(LABEL_SMOOTHING), get(AXIS));
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
