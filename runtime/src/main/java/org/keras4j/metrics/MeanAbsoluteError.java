package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Mean of absolute differences. Keras: {@code keras.metrics.MeanAbsoluteError}. */
public final class MeanAbsoluteError extends MeanMetric {
  public static final NamedType<MeanAbsoluteError> TYPE =
      builtin("MeanAbsoluteError", "mean_absolute_error", MeanAbsoluteError::new)
          .aliases("mae", "MAE");

  private MeanAbsoluteError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static MeanAbsoluteError of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.meanAbsoluteError(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
