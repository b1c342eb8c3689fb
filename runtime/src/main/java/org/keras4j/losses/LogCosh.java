package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Mean of {@code log(cosh(error))}. Keras: {@code keras.losses.LogCosh}. */
public final class LogCosh extends RankedLoss {
  public static final NamedType<LogCosh> TYPE = builtin("LogCosh", "log_cosh", LogCosh::new);

  private LogCosh(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static LogCosh of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.logCosh(yTrue, yPred);
  }
}
