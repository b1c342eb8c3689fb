package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Mean over samples of the linear correlation of target and prediction. Keras: {@code
 * keras.metrics.PearsonCorrelation}.
 */
public final class PearsonCorrelation extends MeanMetric {
  /** The axis of the vectors; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<PearsonCorrelation> TYPE =
      builtin("PearsonCorrelation", "pearson_correlation", PearsonCorrelation::new, AXIS);

  private PearsonCorrelation(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static PearsonCorrelation of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return CorrelationFunctions.pearson(yTrue, yPred, get(AXIS));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
