package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** How often predictions equal targets. Keras: {@code keras.metrics.Accuracy}. */
public final class Accuracy extends MeanMetric {
  public static final NamedType<Accuracy> TYPE = builtin("Accuracy", "accuracy", Accuracy::new);

  private Accuracy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Accuracy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return AccuracyFunctions.accuracy(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
