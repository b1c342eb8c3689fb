package org.keras4j.losses;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Crossentropy of targets that are classes, counted from 0. Keras: {@code
 * keras.losses.SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends RankedLoss {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = LossArgs.fromLogits();

  /** A class whose samples count nothing; default none. */
  public static final Arg<Integer> IGNORE_CLASS = Arg.integer("ignore_class", null);

  /** The axis of classes: the last one, -1. Keras does not write it into configs. */
  public static final Arg<Integer> AXIS = LossArgs.unwrittenAxis();

  public static final NamedType<SparseCategoricalCrossentropy> TYPE =
      builtin(
          "SparseCategoricalCrossentropy",
          "sparse_categorical_crossentropy",
          SparseCategoricalCrossentropy::new,
          FROM_LOGITS,
          IGNORE_CLASS,
          AXIS);

  private SparseCategoricalCrossentropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static SparseCategoricalCrossentropy of() {
    return TYPE.create();
  }

  /** Of logits. */
  public static SparseCategoricalCrossentropy fromLogits() {
    return TYPE.create(Config.of(TYPE.args(), Map.of(FROM_LOGITS, true)));
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.sparseCategoricalCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(IGNORE_CLASS), get(AXIS));
  }

  @Override
  protected Tensor maskRanked(Tensor yTrue, Tensor yPred, Tensor losses) {
    return LossFunctions.validClasses(yTrue, yPred, get(IGNORE_CLASS), get(AXIS));
  }

  @Override
  public void checkTargets(NDArray yTrue, TensorSpec yPred) {
    ClassLabels.check(name(), yTrue, yPred.shape().dim(get(AXIS)), get(IGNORE_CLASS));
  }
}
