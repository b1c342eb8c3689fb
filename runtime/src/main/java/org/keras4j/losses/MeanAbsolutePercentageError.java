package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Mean of absolute differences in percent of the targets. Keras: {@code
 * keras.losses.MeanAbsolutePercentageError}.
 */
public final class MeanAbsolutePercentageError extends RankedLoss {
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
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanAbsolutePercentageError(yTrue, yPred);
  }
}
