package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.losses.Reduction;
import org.keras4j.losses.Weighting;

/**
 * The mean of a function of targets and predictions. Keras: {@code MeanMetricWrapper}, the base of
 * most metrics.
 */
public abstract class MeanMetric extends Mean {
  protected MeanMetric(NamedType<?> type, Config config) {
    super(type, config);
  }

  /** One value a sample, or several. */
  protected abstract Tensor call(Tensor yTrue, Tensor yPred);

  /** Which of the values count, heeded only beside sample weights; by default all. */
  protected Tensor valuesMask(Tensor yTrue, Tensor yPred) {
    return null;
  }

  @Override
  protected final void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Tensor weights = Weighting.applyMask(sampleWeight, mask, dtype(), Reduction.SUM);
    updateValues(scope, call(yTrue, yPred), weights, valuesMask(yTrue, yPred));
  }
}
