package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Crossentropy of yes-or-no targets. Keras: {@code keras.metrics.BinaryCrossentropy}. */
public final class BinaryCrossentropy extends MeanMetric {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = Arg.bool("from_logits", false);

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = Arg.number("label_smoothing", 0.0);

  public static final NamedType<BinaryCrossentropy> TYPE =
      builtin(
              "BinaryCrossentropy",
              "binary_crossentropy",
              BinaryCrossentropy::new,
              FROM_LOGITS,
              LABEL_SMOOTHING)
          .aliases("bce", "BCE");

  private BinaryCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static BinaryCrossentropy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.binaryCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(LABEL_SMOOTHING), -1);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
