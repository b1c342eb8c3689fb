package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Mean of {@code prediction - target * log(prediction)}. Keras: {@code keras.losses.Poisson}. */
public final class Poisson extends RankedLoss {
  public static final NamedType<Poisson> TYPE = builtin("Poisson", "poisson", Poisson::new);

  private Poisson(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Poisson of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.poisson(yTrue, yPred);
  }
}
