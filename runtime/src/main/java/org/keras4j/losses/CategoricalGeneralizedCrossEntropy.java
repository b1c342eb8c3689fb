package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Crossentropy that bears wrong labels; targets are classes. Keras: {@code
 * keras.losses.CategoricalGeneralizedCrossEntropy}.
 */
public final class CategoricalGeneralizedCrossEntropy extends RankedLoss {
  /** Between crossentropy (0) and mean absolute error (1); default 0.5. */
  public static final Arg<Double> Q =
      Arg.number("q", 0.5).that(q -> q > 0 && q < 1, "q in the interval (0, 1)");

  public static final NamedType<CategoricalGeneralizedCrossEntropy> TYPE =
      builtin(
          "CategoricalGeneralizedCrossEntropy",
          "categorical_generalized_cross_entropy",
          CategoricalGeneralizedCrossEntropy::new,
          Q);

  private CategoricalGeneralizedCrossEntropy(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CategoricalGeneralizedCrossEntropy of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.categoricalGeneralizedCrossEntropy(yTrue, yPred, get(Q));
  }
}
