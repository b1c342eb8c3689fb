package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/** The share of positive predictions that are right. Keras: {@code keras.metrics.Precision}. */
public final class Precision extends PositivesShare {
  /** Above one a prediction is positive; default 0.5. Several give a vector. */
  public static final Arg<List<Double>> THRESHOLDS = Thresholds.arg();

  /** Only the best so many of a sample's predictions may be positive; default: all. */
  public static final Arg<Integer> TOP_K = Arg.integer("top_k", null);

  /** The only class that counts; default: all. */
  public static final Arg<Integer> CLASS_ID = Arg.integer("class_id", null);

  public static final NamedType<Precision> TYPE =
      builtin("Precision", null, Precision::new, THRESHOLDS, TOP_K, CLASS_ID);

  private Precision(Config config) {
    super(
        TYPE,
        config,
        Cell.FALSE_POSITIVES,
        config.get(THRESHOLDS),
        config.get(TOP_K),
        config.get(CLASS_ID));
  }

  /** With default arguments. */
  public static Precision of() {
    return TYPE.create();
  }
}
