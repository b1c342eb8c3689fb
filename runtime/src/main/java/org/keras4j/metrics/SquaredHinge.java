package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Mean of the squares of {@link Hinge}'s terms. Keras: {@code keras.metrics.SquaredHinge}. */
public final class SquaredHinge extends MeanMetric {
  public static final NamedType<SquaredHinge> TYPE =
      builtin("SquaredHinge", "squared_hinge", SquaredHinge::new);

  private SquaredHinge(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static SquaredHinge of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.squaredHinge(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
