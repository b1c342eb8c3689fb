package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Mean of {@code max(1 - target * prediction, 0)}; targets are -1 or 1, or all of them 0 or 1.
 * Keras: {@code keras.losses.Hinge}.
 */
public final class Hinge extends RankedLoss {
  public static final NamedType<Hinge> TYPE = builtin("Hinge", "hinge", Hinge::new);

  private Hinge(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Hinge of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.hinge(yTrue, yPred);
  }
}
