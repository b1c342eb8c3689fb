package org.keras4j.layers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.Shape;

/** A kernel that inputs are multiplied with, however it is kept. */
public interface Projection {
  /**
   * The inputs times the kernel, plus the bias.
   *
   * @param bias null for none
   */
  Tensor apply(CallContext ctx, Tensor inputs, Variable bias);

  /** The shape of the kernel as the layer sees it. */
  Shape shape();
}
