package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;

/**
 * The best precision of the thresholds with at least the given recall. Keras: {@code
 * keras.metrics.PrecisionAtRecall}.
 */
public final class PrecisionAtRecall extends ConstrainedShare {
  /** The least recall that is allowed, in [0, 1]. */
  public static final Arg<Double> RECALL = constraint("recall");

  /** How many thresholds, evenly from 0 to 1, are tried; default 200. */
  public static final Arg<Integer> NUM_THRESHOLDS = thresholds();

  /** The only class that counts; default: all. */
  public static final Arg<Integer> CLASS_ID = Arg.integer("class_id", null);

  public static final NamedType<PrecisionAtRecall> TYPE =
      builtin("PrecisionAtRecall", null, PrecisionAtRecall::new, RECALL, NUM_THRESHOLDS, CLASS_ID);

  private PrecisionAtRecall(Config config) {
    super(TYPE, config, config.get(RECALL), config.get(NUM_THRESHOLDS), config.get(CLASS_ID));
  }

  /** At this recall. */
  public static PrecisionAtRecall of(double recall) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(RECALL, recall)));
  }

  @Override
  Tensor constrained(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_NEGATIVES);
  }

  @Override
  Tensor wanted(VariableScope scope) {
    return share(scope, Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES);
  }
}
