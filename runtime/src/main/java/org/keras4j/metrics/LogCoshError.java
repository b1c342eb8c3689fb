package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Mean of {@code log(cosh(error))}. Keras: {@code keras.metrics.LogCoshError}. */
public final class LogCoshError extends MeanMetric {
  public static final NamedType<LogCoshError> TYPE =
      builtin("LogCoshError", "logcosh", LogCoshError::new);

  private LogCoshError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static LogCoshError of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.logCosh(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
