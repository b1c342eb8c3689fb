package org.keras4j.layers;

import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;

/** A table of which rows are taken, and which goes back from vectors to scores of all rows. */
public interface ReversibleTable extends LookupTable {
  /**
   * Vectors {@code (..., columns)} times the transposed table, or times the kernel of the way back:
   * {@code (..., rows)}.
   *
   * @param dtype in what weights as they are are multiplied; null for what vectors and weights
   *     make. As in Keras, quantized ones do not care
   */
  Tensor scores(CallContext ctx, Tensor vectors, DType dtype);
}
