package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Minus the cosine of the angle between target and prediction. Keras: {@code
 * keras.losses.CosineSimilarity}.
 */
public final class CosineSimilarity extends RankedLoss {
  /** The axis of the vectors; default -1. Keras does not write it into configs. */
  public static final Arg<Integer> AXIS = LossArgs.unwrittenAxis();

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
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.cosineSimilarity(yTrue, yPred, get(AXIS));
  }
}
