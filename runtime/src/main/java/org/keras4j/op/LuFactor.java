package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * LU factorisation with partial pivoting of square matrices {@code (..., n, n)}. Outputs: L (unit
 * diagonal, not stored) below and U on and above the diagonal; and the permutation of rows, int32
 * {@code (..., n)}: row i of the product {@code L U} is row {@code p[i]} of the matrix. Keras:
 * {@code keras.ops.lu_factor}. It has no gradient.
 */
public record LuFactor() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    TensorSpec matrix = Expect.square(this, inputs, 0);
    Shape rows = matrix.shape().removeDim(-1);
    return List.of(matrix, new TensorSpec(DType.INT32, rows));
  }
}
