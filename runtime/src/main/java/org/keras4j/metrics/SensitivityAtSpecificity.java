package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;

/**
 * The best sensitivity of the thresholds with at least the given specificity. Keras: {@code
 * keras.metrics.SensitivityAtSpecificity}.
 */
public final class SensitivityAtSpecificity extends ConstrainedShare {
  /** The least specificity that is allowed, in [0, 1]. */
  public static final Arg<Double> SPECIFICITY = constraint("specificity");

  /** How many thresholds, evenly from 0 to 1, are tried; default 200. */
  public static final Arg<Integer> NUM_THRESHOLDS = thresholds();

  /** The only class that counts; default: all. */
  public static final Arg<Integer> CLASS_ID = Arg.integer("class_id", null);

  public static final NamedType<SensitivityAtSpecificity> TYPE =
      builtin(
          "SensitivityAtSpecificity",
          null,
          SensitivityAtSpecificity::new,
          SPECIFICITY,
          NUM_THRESHOLDS,
          CLASS_ID);

  private SensitivityAtSpecificity(Config config) {
    super(TYPE, config, config.get(SPECIFICITY), config.get(NUM_THRESHOLDS), config.get(CLASS_ID));
  }

  /** At this specificity. */
  public static SensitivityAtSpecificity of(double specificity) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(SPECIFICITY, specificity)));
  }

  @Override
  Tensor constrained(VariableScope scope) {
    return share(scope, Cell.TRUE_NEGATIVES, Cell.FALSE_POSITIVES);
  }

  @Override
  Tensor wanted(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
  }
}
