package org.keras4j.initializers;

import org.keras4j.config.Configurable;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** Makes the first value of a weight. Keras: {@code keras.initializers.Initializer}. */
public interface Initializer extends Configurable {
  /**
   * A value of the given type and shape.
   *
   * @param seed used by random initializers that carry no seed of their own; equal seeds give equal
   *     values
   */
  NDArray initialize(TensorSpec spec, long seed);
}
