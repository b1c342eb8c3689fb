package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;

/**
 * The best recall of the thresholds with at least the given precision. Keras: {@code
 * keras.metrics.RecallAtPrecision}.
 */
public final class RecallAtPrecision extends ConstrainedShare {
  /** The least precision that is allowed, in [0, 1]. */
  public static final Arg<Double> PRECISION = constraint("precision");

  /** How many thresholds, evenly from 0 to 1, are tried; default 200. */
  public static final Arg<Integer> NUM_THRESHOLDS = thresholds();

  /** The only class that counts; default: all. */
  public static final Arg<Integer> CLASS_ID = Arg.integer("class_id", null);

  public static final NamedType<RecallAtPrecision> TYPE =
      builtin(
          "RecallAtPrecision", null, RecallAtPrecision::new, PRECISION, NUM_THRESHOLDS, CLASS_ID);

  private RecallAtPrecision(Config config) {
    super(TYPE, config, config.get(PRECISION), config.get(NUM_THRESHOLDS), config.get(CLASS_ID));
  }

  /** At this precision. */
  public static RecallAtPrecision of(double precision) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(PRECISION, precision)));
  }

  @Override
  Tensor constrained(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES);
  }

  @Override
  Tensor wanted(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
  }
}
