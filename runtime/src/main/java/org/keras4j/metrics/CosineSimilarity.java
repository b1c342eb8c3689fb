package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerArgs;
import org.keras4j.losses.LossFunctions;
import org.keras4j.ops.MathOps;

/**
 * Cosine of the angle between target and prediction: the loss of that name with the other sign.
 * Keras: {@code keras.metrics.CosineSimilarity}.
 */
public final class CosineSimilarity extends MeanMetric {
  /** The axis of the vectors; default -1. Keras does not write it into configs. */
  public static final Arg<Integer> AXIS = LayerArgs.unwritten(Arg.integer("axis", -1));

  public static final NamedType<CosineSimilarity> TYPE =
      builtin("CosineSimilarity", "cosine_similarity", CosineSimilarity::new, AXIS);

  private CosineSimilarity(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CosineSimilarity of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return MathOps.negative(LossFunctions.cosineSimilarity(yTrue, yPred, get(AXIS)));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
