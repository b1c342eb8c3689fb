package org.keras4j.optimizers;

/** An optimizer, or a builder that makes one: whatever a model can be compiled with. */
public interface OptimizerSource {
  /** The optimizer; a builder makes a new one at each call. */
  Optimizer optimizer();
}
