package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Mean over samples of the concordance of target and prediction. Keras: {@code
 * keras.metrics.ConcordanceCorrelation}.
 */
public final class ConcordanceCorrelation extends MeanMetric {
  /** The axis of the vectors; default -1. */
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final NamedType<ConcordanceCorrelation> TYPE =
      builtin(
          "ConcordanceCorrelation", "concordance_correlation", ConcordanceCorrelation::new, AXIS);

  private ConcordanceCorrelation(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static ConcordanceCorrelation of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return CorrelationFunctions.concordance(yTrue, yPred, get(AXIS));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
