package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Mean of squared differences. Keras: {@code keras.metrics.MeanSquaredError}. */
public final class MeanSquaredError extends MeanMetric {
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
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanSquaredError(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
