package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Orthogonal times upper triangular, for matrices {@code (..., m, n)}. Outputs Q {@code (..., m,
 * k)} and R {@code (..., k, n)}. Keras: {@code keras.ops.qr}.
 *
 * @param complete whether {@code k} is m and not {@code min(m, n)}
 */
public record Qr(boolean complete) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    Expect.floats(this, inputs, 0, 1);
    Shape x = Expect.minRank(this, inputs, 0, 2);
    int rows = x.dim(-2);
    int columns = x.dim(-1);
    boolean unknown = rows == Shape.UNKNOWN || columns == Shape.UNKNOWN;
    int inner = complete ? rows : unknown ? Shape.UNKNOWN : Math.min(rows, columns);
    TensorSpec spec = inputs.get(0);
    return List.of(spec.withShape(x.withDim(-1, inner)), spec.withShape(x.withDim(-2, inner)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    int rows = v.in(0).dim(-2);
    int columns = v.in(0).dim(-1);
    if (complete && rows > columns) {
      throw new GradientException(
          "qr has no gradient with mode=\"complete\" and more rows than columns. Received: "
              + v.inSpec(0)
              + ". Use mode=\"reduced\"");
    }
    Tensor q = v.out(0);
    Tensor r = v.out(1);
    Tensor dq = Expr.orZeros(v.grad(0), q);
    Tensor dr = Expr.orZeros(v.grad(1), r);
    if (rows >= columns) {
      return List.of(tall(q, r, dq, dr));
    }
    // Wide: the first columns decide Q; the others are multiplied by Q'.
    Tensor rest = Emit.slice(v.in(0), v.in(0).rank() - 1, rows, columns);
    Tensor dRest = Expr.sliceLast(dr, rows, columns);
    Tensor dqAll = Emit.add(dq, Expr.matmulTb(rest, dRest));
    Tensor dFirst = tall(q, Expr.sliceLast(r, 0, rows), dqAll, Expr.sliceLast(dr, 0, rows));
    return List.of(new Concat(v.in(0).rank() - 1).on(dFirst, Expr.matmul(q, dRest)));
  }

  private static Tensor tall(Tensor q, Tensor r, Tensor dq, Tensor dr) {
    Tensor m = Emit.subtract(Expr.matmulTb(r, dr), Expr.matmulTa(dq, q));
    Tensor symmetric = Emit.add(Expr.tril(m, 0), Expr.transposeLast(Expr.tril(m, -1)));
    Tensor right = Emit.add(dq, Expr.matmul(q, symmetric));
    // right R^-T: the transpose of R^-1 right'.
    Tensor solved = new TriangularSolve(false, false, false).on(r, Expr.transposeLast(right));
    return Expr.transposeLast(solved);
  }
}
