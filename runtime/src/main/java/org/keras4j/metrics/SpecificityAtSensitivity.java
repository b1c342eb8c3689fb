package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;

/**
 * The best specificity of the thresholds with at least the given sensitivity. Keras: {@code
 * keras.metrics.SpecificityAtSensitivity}.
 */
public final class SpecificityAtSensitivity extends ConstrainedShare {
  /** The least sensitivity that is allowed, in [0, 1]. */
  public static final Arg<Double> SENSITIVITY = constraint("sensitivity");

  /** How many thresholds, evenly from 0 to 1, are tried; default 200. */
  public static final Arg<Integer> NUM_THRESHOLDS = thresholds();

  /** The only class that counts; default: all. */
  public static final Arg<Integer> CLASS_ID = Arg.integer("class_id", null);

  public static final NamedType<SpecificityAtSensitivity> TYPE =
      builtin(
          "SpecificityAtSensitivity",
          null,
          SpecificityAtSensitivity::new,
          SENSITIVITY,
          NUM_THRESHOLDS,
          CLASS_ID);

  private SpecificityAtSensitivity(Config config) {
    super(TYPE, config, config.get(SENSITIVITY), config.get(NUM_THRESHOLDS), config.get(CLASS_ID));
  }

  /** At this sensitivity. */
  public static SpecificityAtSensitivity of(double sensitivity) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(SENSITIVITY, sensitivity)));
  }

  @Override
  Tensor constrained(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
  }

  @Override
  Tensor wanted(VariableScope scope) {
    return share(scope, Cell.TRUE_NEGATIVES, Cell.FALSE_POSITIVES);
  }
}
