package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;

/**
 * The weighted harmonic mean of precision and recall, one a class or averaged; targets and
 * predictions {@code (batch, classes)}. Keras: {@code keras.metrics.FBetaScore}.
 */
public final class FBetaScore extends FScore {
  /** {@code "micro"}, {@code "macro"} or {@code "weighted"}; default: one value a class. */
  public static final Arg<String> AVERAGE = average();

  /** How much more recall counts than precision; default 1. */
  public static final Arg<Double> BETA =
      Arg.number("beta", 1.0).that(value -> value > 0, "a number > 0");

  /** Above it a prediction is positive; default: the largest of each row is. */
  public static final Arg<Double> THRESHOLD = threshold();

  public static final NamedType<FBetaScore> TYPE =
      builtin("FBetaScore", "fbeta_score", FBetaScore::new, AVERAGE, BETA, THRESHOLD);

  private FBetaScore(Config config) {
    super(TYPE, config, config.get(BETA), config.get(AVERAGE), config.get(THRESHOLD));
  }

  /** With this beta, one value a class. */
  public static FBetaScore of(double beta) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(BETA, beta)));
  }
}
