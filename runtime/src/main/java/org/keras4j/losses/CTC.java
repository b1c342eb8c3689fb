package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * Connectionist temporal classification: labels {@code (batch, length)} padded with 0, logits
 * {@code (batch, steps, classes)}. Keras: {@code keras.losses.CTC}.
 */
public final class CTC extends RankedLoss {
  public static final NamedType<CTC> TYPE = builtin("CTC", "ctc", CTC::new);

  private CTC(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static CTC of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.ctc(yTrue, yPred);
  }
}
