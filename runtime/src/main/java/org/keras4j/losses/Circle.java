package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.LogicOps;

/**
 * Circle loss of normalised embeddings, by classes within the batch. Keras: {@code
 * keras.losses.Circle}.
 */
public final class Circle extends RankedLoss {
  /** Scale; default 80. */
  public static final Arg<Double> GAMMA = Arg.number("gamma", 80.0);

  /** Relaxation; default 0.4. */
  public static final Arg<Double> MARGIN = Arg.number("margin", 0.4);

  /** Whether a sample is not compared with itself; default true. */
  public static final Arg<Boolean> REMOVE_DIAGONAL = Arg.bool("remove_diagonal", true);

  public static final NamedType<Circle> TYPE =
      builtin("Circle", "circle", Circle::new, GAMMA, MARGIN, REMOVE_DIAGONAL);

  private Circle(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Circle of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.circle(yTrue, yPred, get(GAMMA), get(MARGIN), get(REMOVE_DIAGONAL));
  }

  @Override
  protected Tensor maskRanked(Tensor yTrue, Tensor yPred, Tensor losses) {
    return LogicOps.greater(losses, 0);
  }
}
