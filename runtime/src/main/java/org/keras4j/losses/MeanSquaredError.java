package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Mean of squared differences. Keras: {@code keras.losses.MeanSquaredError}. */
public final class MeanSquaredError extends RankedLoss {
  public static final NamedType<MeanSquaredError> TYPE =
      builtin("MeanSquaredError", "mean_squared_error", MeanSquaredError::new)
          .aliases("mse", "MSE");

  private MeanSquaredError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static MeanSquaredError of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanSquaredError(yTrue, yPred);
  }
}
