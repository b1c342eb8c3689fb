package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** Kullback-Leibler divergence of distributions. Keras: {@code keras.losses.KLDivergence}. */
public final class KLDivergence extends RankedLoss {
  public static final NamedType<KLDivergence> TYPE =
      builtin("KLDivergence", "kl_divergence", KLDivergence::new).aliases("kld", "KLD");

  private KLDivergence(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static KLDivergence of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.klDivergence(yTrue, yPred);
  }
}
