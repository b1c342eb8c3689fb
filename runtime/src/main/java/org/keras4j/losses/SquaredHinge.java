package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Mean of the squares of {@link Hinge}'s terms. Keras: {@code keras.losses.SquaredHinge}. */
public final class SquaredHinge extends RankedLoss {
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
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.squaredHinge(yTrue, yPred);
  }
}
