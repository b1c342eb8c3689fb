package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.TensorSpec;

/**
 * Eigenvalues and eigenvectors (columns, of length 1) of square matrices {@code (..., n, n)}. There
 * are no complex dtypes: the outputs are real and imaginary part of the values {@code (..., n)},
 * then of the vectors {@code (..., n, n)}. Keras: {@code keras.ops.eig}. It has no gradient.
 */
public record Eig() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    TensorSpec matrix = Expect.square(this, inputs, 0);
    TensorSpec values = matrix.withShape(matrix.shape().removeDim(-1));
    return List.of(values, values, matrix, matrix);
  }
}
