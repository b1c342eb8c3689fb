package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The number of positives that are predicted as such. Keras: {@code keras.metrics.TruePositives}.
 */
public final class TruePositives extends ConditionCount {
  /** Above one a prediction is positive; default 0.5. Several give a vector. */
  public static final Arg<List<Double>> THRESHOLDS = Thresholds.arg();

  public static final NamedType<TruePositives> TYPE =
      builtin("TruePositives", null, TruePositives::new, THRESHOLDS);

  private TruePositives(Config config) {
    super(TYPE, config, Cell.TRUE_POSITIVES, config.get(THRESHOLDS));
  }

  /** With default arguments. */
  public static TruePositives of() {
    return TYPE.create();
  }
}
