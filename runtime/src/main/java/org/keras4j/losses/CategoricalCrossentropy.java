package org.keras4j.losses;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Crossentropy of distributions, such as one-hot targets. Keras: {@code
 * keras.losses.CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends RankedLoss {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = LossArgs.fromLogits();

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = LossArgs.labelSmoothing();

  /** The axis of classes; default -1. */
  public static final Arg<Integer> AXIS = LossArgs.axis();

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

  /** Of logits. */
  public static CategoricalCrossentropy fromLogits() {
    return TYPE.create(Config.of(TYPE.args(), Map.of(FROM_LOGITS, true)));
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.categoricalCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(LABEL_SMOOTHING), get(AXIS));
  }
}
