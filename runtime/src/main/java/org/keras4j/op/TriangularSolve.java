package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Solves {@code op(a) x = b} for triangular {@code a (..., n, n)} and {@code b (..., n, k)} of
 * equal leading dimensions. Keras: {@code keras.ops.solve_triangular}.
 *
 * @param lower whether the lower triangle of a is read, and not the upper
 * @param transpose whether op transposes
 * @param unitDiagonal whether the diagonal is taken as ones and not read
 */
public record TriangularSolve(boolean lower, boolean transpose, boolean unitDiagonal)
    implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return Expect.system(this, inputs);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.out();
    Tensor db = new TriangularSolve(lower, !transpose, unitDiagonal).on(v.in(0), v.grad());
    Tensor product = transpose ? Expr.matmulTb(x, db) : Expr.matmulTb(db, x);
    int diagonal = unitDiagonal ? 1 : 0;
    Tensor da = lower ? Expr.tril(product, -diagonal) : Expr.triu(product, diagonal);
    return List.of(Emit.negate(da), db);
  }

  /** {@code shape}'s leading dimensions: all but the last two. */
  static Shape batch(Shape shape) {
    return shape.slice(0, shape.rank() - 2);
  }
}
