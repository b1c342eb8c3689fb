package org.keras4j.losses;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * A loss whose function gets targets and predictions of one rank: a last axis of size 1 is added or
 * taken away. Keras: {@code LossFunctionWrapper}.
 */
abstract class RankedLoss extends Loss {
  RankedLoss(NamedType<?> type, Config config) {
    super(type, config);
  }

  @Override
  protected final Tensor call(Tensor yTrue, Tensor yPred) {
    Weighting.Pair y = Weighting.sameRank(yTrue, yPred);
    return callRanked(y.first(), y.second());
  }

  @Override
  protected final Tensor valuesMask(Tensor yTrue, Tensor yPred, Tensor losses) {
    Weighting.Pair y = Weighting.sameRank(yTrue, yPred);
    return maskRanked(y.first(), y.second(), losses);
  }

  /** The losses of single samples, as {@code call}. */
  protected abstract Tensor callRanked(Tensor yTrue, Tensor yPred);

  /** Which values count, as {@code valuesMask}. */
  protected Tensor maskRanked(Tensor yTrue, Tensor yPred, Tensor losses) {
    return null;
  }
}
