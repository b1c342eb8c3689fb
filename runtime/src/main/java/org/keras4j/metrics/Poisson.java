package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Mean of {@code prediction - target * log(prediction)}. Keras: {@code keras.metrics.Poisson}. */
public final class Poisson extends MeanMetric {
  public static final NamedType<Poisson> TYPE = builtin("Poisson", "poisson", Poisson::new);

  private Poisson(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Poisson of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.poisson(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
