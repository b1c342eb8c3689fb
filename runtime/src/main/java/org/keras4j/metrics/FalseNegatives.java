package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The number of positives that are predicted as negatives. Keras: {@code
 * keras.metrics.FalseNegatives}.
 */
public final class FalseNegatives extends ConditionCount {
  /** Above one a prediction is positive; default 0.5. Several give a vector. */
  public static final Arg<List<Double>> THRESHOLDS = Thresholds.arg();

  public static final NamedType<FalseNegatives> TYPE =
      builtin("FalseNegatives", null, FalseNegatives::new, THRESHOLDS);

  private FalseNegatives(Config config) {
    super(TYPE, config, Cell.FALSE_NEGATIVES, config.get(THRESHOLDS));
  }

  /** With default arguments. */
  public static FalseNegatives of() {
    return TYPE.create();
  }
}
