package org.keras4j.losses;

import org.keras4j.graph.Tensor;

/** Losses of single samples, from targets and predictions. */
@FunctionalInterface
public interface LossFunction {
  /** One value a sample. */
  Tensor apply(Tensor yTrue, Tensor yPred);
}
