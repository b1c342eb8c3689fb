package org.keras4j.conformance;

import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/** Models of a single layer. */
final class OneLayer {
  private OneLayer() {}

  /** A model for batches of the type and shape of one, of any size. */
  static Model of(Layer layer, NDArray like) {
    int[] dims = new int[like.shape().rank() - 1];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = like.shape().dim(i + 1);
    }
    Tensor input = Input.of("x", like.dtype(), dims);
    return Functional.of(input, layer.apply(input));
  }
}
