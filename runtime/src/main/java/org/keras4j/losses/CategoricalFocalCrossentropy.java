package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Categorical crossentropy in which samples that are right already count less. Keras: {@code
 * keras.losses.CategoricalFocalCrossentropy}.
 */
public final class CategoricalFocalCrossentropy extends RankedLoss {
  /** Factor of all; default 0.25. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.25);

  /** How much less right samples count; default 2. */
  public static final Arg<Double> GAMMA = Arg.number("gamma", 2.0);

  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = LossArgs.fromLogits();

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = LossArgs.labelSmoothing();

  /** The axis of classes; default -1. */
  public static final Arg<Integer> AXIS = LossArgs.axis();

  public static final NamedType<CategoricalFocalCrossentropy> TYPE =
      builtin(
          "CategoricalFocalCrossentropy",
          "categorical_focal_crossentropy",
          CategoricalFocalCrossentropy::new,
          ALPHA,
          GAMMA,
          FROM_LOGITS,
          LABEL_SMOOTHING,
          AXIS);

  private CategoricalFocalCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CategoricalFocalCrossentropy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.categoricalFocalCrossentropy(
        yTrue, yPred, get(ALPHA), get(GAMMA), get(FROM_LOGITS), get(LABEL_SMOOTHING), get(AXIS));
  }
}
