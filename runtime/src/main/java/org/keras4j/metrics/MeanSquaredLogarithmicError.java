package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/**
 * Mean of squared differences of {@code log(1 + x)}. Keras: {@code
 * keras.metrics.MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError extends MeanMetric {
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
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanSquaredLogarithmicError(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
