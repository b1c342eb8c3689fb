package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/**
 * Mean of absolute differences in percent of the targets. Keras: {@code
 * keras.metrics.MeanAbsolutePercentageError}.
 */
public final class MeanAbsolutePercentageError extends MeanMetric {
  public static final NamedType<MeanAbsolutePercentageError> TYPE =
      builtin(
              "MeanAbsolutePercentageError",
              "mean_absolute_percentage_error",
              MeanAbsolutePercentageError::new)
          .aliases("mape", "MAPE");

  private MeanAbsolutePercentageError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static MeanAbsolutePercentageError of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanAbsolutePercentageError(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
