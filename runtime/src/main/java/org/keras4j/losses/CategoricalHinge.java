package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * How far the best wrong class is above the right one, plus 1; targets are one-hot. Keras: {@code
 * keras.losses.CategoricalHinge}.
 */
public final class CategoricalHinge extends RankedLoss {
  public static final NamedType<CategoricalHinge> TYPE =
      builtin("CategoricalHinge", "categorical_hinge", CategoricalHinge::new);

  private CategoricalHinge(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CategoricalHinge of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.categoricalHinge(yTrue, yPred);
  }
}
