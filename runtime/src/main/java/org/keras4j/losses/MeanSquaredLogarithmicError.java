package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Mean of squared differences of {@code log(1 + x)}. Keras: {@code
 * keras.losses.MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError extends RankedLoss {
  public static final NamedType<MeanSquaredLogarithmicError> TYPE =
      builtin(
              "MeanSquaredLogarithmicError",
              "mean_squared_logarithmic_error",
              MeanSquaredLogarithmicError::new)
          .aliases("msle", "MSLE");

  private MeanSquaredLogarithmicError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static MeanSquaredLogarithmicError of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanSquaredLogarithmicError(yTrue, yPred);
  }
}
