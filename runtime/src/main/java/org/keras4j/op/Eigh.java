package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Eigenvalues (ascending, {@code (..., n)}) and eigenvectors (columns, {@code (..., n, n)}) of
 * symmetric matrices, of which only the lower triangle is read. Keras: {@code keras.ops.eigh}. A
 * vector's sign is not determined.
 */
public record Eigh() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    TensorSpec matrix = Expect.square(this, inputs, 0);
    return List.of(matrix.withShape(matrix.shape().removeDim(-1)), matrix);
  }

  /** All of it goes to the lower triangle, as in TensorFlow; equal eigenvalues give no mixing. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor vectors = v.out(1);
    Tensor dValues = Expr.orZeros(v.grad(0), v.out(0));
    Tensor full = Expr.scaleColumns(vectors, dValues);
    if (v.grad(1) != null) {
      Tensor inner = Expr.matmulTa(vectors, v.grad(1));
      Tensor mixing = Emit.multiply(Expr.inverseDifferences(v.out(0)), inner);
      full = Emit.add(full, Expr.matmul(vectors, mixing));
    }
    Tensor gradient = Expr.matmulTb(full, vectors);
    return List.of(Expr.trilHalved(Emit.add(gradient, Expr.transposeLast(gradient))));
  }
}
