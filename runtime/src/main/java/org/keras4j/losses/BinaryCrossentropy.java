package org.keras4j.losses;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Crossentropy of yes-or-no targets. Keras: {@code keras.losses.BinaryCrossentropy}. */
public final class BinaryCrossentropy extends RankedLoss {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = LossArgs.fromLogits();

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = LossArgs.labelSmoothing();

  /** The axis of classes; default -1. */
  public static final Arg<Integer> AXIS = LossArgs.axis();

  public static final NamedType<BinaryCrossentropy> TYPE =
      builtin(
              "BinaryCrossentropy",
              "binary_crossentropy",
              BinaryCrossentropy::new,
              FROM_LOGITS,
              LABEL_SMOOTHING,
              AXIS)
          .aliases("bce", "BCE");

  private BinaryCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static BinaryCrossentropy of() {
    return TYPE.create();
  }

  /** Of logits. */
  public static BinaryCrossentropy fromLogits() {
    return TYPE.create(Config.of(TYPE.args(), Map.of(FROM_LOGITS, true)));
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.binaryCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(LABEL_SMOOTHING), get(AXIS));
  }
}
