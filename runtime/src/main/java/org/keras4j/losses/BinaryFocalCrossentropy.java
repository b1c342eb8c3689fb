package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Binary crossentropy in which samples that are right already count less. Keras: {@code
 * keras.losses.BinaryFocalCrossentropy}.
 */
public final class BinaryFocalCrossentropy extends RankedLoss {
  /** Whether classes are weighted by {@link #ALPHA}; default false. */
  public static final Arg<Boolean> APPLY_CLASS_BALANCING = Arg.bool("apply_class_balancing", false);

  /** Weight of class 1, and one minus that of class 0; default 0.25. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.25);

  /** How much less right samples count; default 2. */
  public static final Arg<Double> GAMMA = Arg.number("gamma", 2.0);

  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = LossArgs.fromLogits();

  /** Share by which targets are drawn together, in [0, 1]; default 0. */
  public static final Arg<Double> LABEL_SMOOTHING = LossArgs.labelSmoothing();

  /** The axis of classes; default -1. */
  public static final Arg<Integer> AXIS = LossArgs.axis();

  public static final NamedType<BinaryFocalCrossentropy> TYPE =
      builtin(
          "BinaryFocalCrossentropy",
          "binary_focal_crossentropy",
          BinaryFocalCrossentropy::new,
          APPLY_CLASS_BALANCING,
          ALPHA,
          GAMMA,
          FROM_LOGITS,
          LABEL_SMOOTHING,
          AXIS);

  private BinaryFocalCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static BinaryFocalCrossentropy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.binaryFocalCrossentropy(
        yTrue,
        yPred,
        get(APPLY_CLASS_BALANCING) ? get(ALPHA) : null,
        get(GAMMA),
        get(FROM_LOGITS),
        get(LABEL_SMOOTHING),
        get(AXIS));
  }
}
