package org.keras4j.models;

import org.keras4j.graph.Tensor;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Inputs of models. Keras: {@code keras.Input}. */
public final class Input {
  private Input() {}

  /** An input layer of float32 batches; {@code dims} without the batch, -1 where not known. */
  public static InputLayer.Builder shape(int... dims) {
    return InputLayer.batchShape(Shape.of(Shape.UNKNOWN).concat(Shape.of(dims)));
  }

  /** The symbolic tensor of a float32 input, to call layers on. */
  public static Tensor of(int... dims) {
    return shape(dims).build().output();
  }

  /** The symbolic tensor of an input of any type, to call layers on. */
  public static Tensor of(String name, DType dtype, int... dims) {
    return shape(dims).name(name).dtype(dtype.kerasName()).build().output();
  }
}
