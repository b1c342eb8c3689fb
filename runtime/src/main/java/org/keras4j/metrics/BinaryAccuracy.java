package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How often predictions are on the right side of a threshold. Keras: {@code
 * keras.metrics.BinaryAccuracy}.
 */
public final class BinaryAccuracy extends MeanMetric {
  /** Above it a prediction means 1; default 0.5. */
  public static final Arg<Double> THRESHOLD = Arg.number("threshold", 0.5);

  public static final NamedType<BinaryAccuracy> TYPE =
      builtin("BinaryAccuracy", "binary_accuracy", BinaryAccuracy::new, THRESHOLD);

  private BinaryAccuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static BinaryAccuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.binaryAccuracy(yTrue, yPred, get(THRESHOLD));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
