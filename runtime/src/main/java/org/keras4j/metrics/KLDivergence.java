package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunctions;

/** Kullback-Leibler divergence of distributions. Keras: {@code keras.metrics.KLDivergence}. */
public final class KLDivergence extends MeanMetric {
  public static final NamedType<KLDivergence> TYPE =
      builtin("KLDivergence", "kl_divergence", KLDivergence::new);

  private KLDivergence(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static KLDivergence of() {
    return TYPE.create();
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return LossFunctions.klDivergence(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
