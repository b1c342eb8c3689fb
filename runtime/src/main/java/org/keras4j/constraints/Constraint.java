package org.keras4j.constraints;

import org.keras4j.config.Configurable;
import org.keras4j.graph.Tensor;

/** What a weight is mapped to after each training step. Keras: {@code keras.constraints}. */
public interface Constraint extends Configurable {
  /** {@code weight} moved into the allowed set; same shape. */
  Tensor apply(Tensor weight);
}
