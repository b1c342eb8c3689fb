package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The harmonic mean of precision and recall, one a class or averaged; targets and predictions
 * {@code (batch, classes)}. Keras: {@code keras.metrics.F1Score}.
 */
public final class F1Score extends FScore {
  /** {@code "micro"}, {@code "macro"} or {@code "weighted"}; default: one value a class. */
  public static final Arg<String> AVERAGE = average();

  /** Above it a prediction is positive; default: the largest of each row is. */
  public static final Arg<Double> THRESHOLD = threshold();

  public static final NamedType<F1Score> TYPE =
      builtin("F1Score", "f1_score", F1Score::new, AVERAGE, THRESHOLD);

  private F1Score(Config config) {
    super(TYPE, config, 1, config.get(AVERAGE), config.get(THRESHOLD));
  }

  /** One value a class. */
  public static F1Score of() {
    return TYPE.create();
  }
}
