package org.keras4j.regularizers;

import org.keras4j.config.Configurable;
import org.keras4j.graph.Tensor;

/** A penalty on a weight or an output. Keras: {@code keras.regularizers.Regularizer}. */
public interface Regularizer extends Configurable {
  /** The penalty of {@code x}: a scalar. */
  Tensor penalty(Tensor x);
}
