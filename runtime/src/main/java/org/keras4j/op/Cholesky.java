package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * The Cholesky factor of symmetric positive definite matrices {@code (..., n, n)}, of which only
 * the lower triangle is read. Keras: {@code keras.ops.cholesky}.
 *
 * @param upper whether the result is U of {@code U' U} and not L of {@code L L'}
 */
public record Cholesky(boolean upper) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    return List.of(Expect.square(this, inputs, 0));
  }

  /** Symmetric, as in TensorFlow: {@code L^-T phi(L' dL) L^-1}. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor factor = upper ? Expr.transposeLast(v.out()) : v.out();
    Tensor gradient = upper ? Expr.transposeLast(v.grad()) : v.grad();
    Tensor phi = Expr.trilHalved(Expr.matmulTa(factor, gradient));
    TriangularSolve solve = new TriangularSolve(true, true, false);
    Tensor left = solve.on(factor, phi);
    Tensor both = Expr.transposeLast(solve.on(factor, Expr.transposeLast(left)));
    return List.of(Emit.multiply(Emit.add(both, Expr.transposeLast(both)), 0.5));
  }
}
