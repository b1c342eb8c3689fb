package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The number of negatives that are predicted as such. Keras: {@code keras.metrics.TrueNegatives}.
 */
public final class TrueNegatives extends ConditionCount {
  /** Above one a prediction is positive; default 0.5. Several give a vector. */
  public static final Arg<List<Double>> THRESHOLDS = Thresholds.arg();

  public static final NamedType<TrueNegatives> TYPE =
      builtin("TrueNegatives", null, TrueNegatives::new, THRESHOLDS);

  private TrueNegatives(Config config) {
    super(TYPE, config, Cell.TRUE_NEGATIVES, config.get(THRESHOLDS));
  }

  /** With default arguments. */
  public static TrueNegatives of() {
    return TYPE.create();
  }
}
