package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The number of negatives that are predicted as positives. Keras: {@code
 * keras.metrics.FalsePositives}.
 */
public final class FalsePositives extends ConditionCount {
  /** Above one a prediction is positive; default 0.5. Several give a vector. */
  public static final Arg<List<Double>> THRESHOLDS = Thresholds.arg();

  public static final NamedType<FalsePositives> TYPE =
      builtin("FalsePositives", null, FalsePositives::new, THRESHOLDS);

  private FalsePositives(Config config) {
    super(TYPE, config, Cell.FALSE_POSITIVES, config.get(THRESHOLDS));
  }

  /** With default arguments. */
  public static FalsePositives of() {
    return TYPE.create();
  }
}
