package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.ClassLabels;
import org.keras4j.losses.LossFunctions;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Crossentropy of targets that are classes, counted from 0. Keras: {@code
 * keras.metrics.SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends MeanMetric {
  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = Arg.bool("from_logits", false);

  /** A class whose samples give 0; default none. */
  public static final Arg<Integer> IGNORE_CLASS = Arg.integer("ignore_class", null);

  /** The axis of the vectors; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

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

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.sparseCategoricalCrossentropy(
        yTrue, yPred, get(FROM_LOGITS), get(IGNORE_CLASS), get(AXIS));
  }

  @Override
  protected Tensor valuesMask(Tensor yTrue, Tensor yPred) {
    return LossFunctions.validClasses(yTrue, yPred, get(IGNORE_CLASS), get(AXIS));
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }

  @Override
  public void checkTargets(NDArray yTrue, TensorSpec yPred) {
    ClassLabels.check(name(), yTrue, yPred.shape().dim(get(AXIS)), get(IGNORE_CLASS));
  }
}
