package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerArgs;

/**
 * Squared error where it is small, absolute error where it is large. Keras: {@code
 * keras.losses.Huber}.
 */
public final class Huber extends RankedLoss {
  /** Where squares become absolute values; default 1. Keras does not write it into configs. */
  public static final Arg<Double> DELTA = LayerArgs.unwritten(Arg.number("delta", 1.0));

  public static final NamedType<Huber> TYPE =
      builtin("Huber", "huber_loss", Huber::new, DELTA).aliases("huber");

  private Huber(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Huber of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.huber(yTrue, yPred, get(DELTA));
  }
}
