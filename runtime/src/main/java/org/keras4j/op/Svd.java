package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Emit.subtract;
import static org.keras4j.op.Expr.matmul;
import static org.keras4j.op.Expr.matmulTa;
import static org.keras4j.op.Expr.matmulTb;
import static org.keras4j.op.Expr.scaleColumns;
import static org.keras4j.op.Expr.scaleRows;
import static org.keras4j.op.Expr.transposeLast;

import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Singular values, descending, and vectors of matrices {@code (..., m, n)} with {@code k = min(m,
 * n)}: U {@code (..., m, k)}, s {@code (..., k)}, Vh {@code (..., k, n)}. Keras: {@code
 * keras.ops.svd}. The sign of a pair of vectors is not determined.
 *
 * @param fullMatrices whether U is {@code (..., m, m)} and Vh {@code (..., n, n)}
 * @param computeUv whether U and Vh are outputs; else s is the only one
 */
public record Svd(boolean fullMatrices, boolean computeUv) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    Expect.floats(this, inputs, 0, 1);
    Shape x = Expect.minRank(this, inputs, 0, 2);
    int rows = x.dim(-2);
    int columns = x.dim(-1);
    boolean unknown = rows == Shape.UNKNOWN || columns == Shape.UNKNOWN;
    int inner = unknown ? Shape.UNKNOWN : Math.min(rows, columns);
    TensorSpec spec = inputs.get(0);
    TensorSpec values = spec.withShape(x.removeDim(-1).withDim(-1, inner));
    if (!computeUv) {
      return List.of(values);
    }
    return List.of(
        spec.withShape(x.withDim(-1, fullMatrices ? rows : inner)),
        values,
        spec.withShape(x.withDim(-2, fullMatrices ? columns : inner)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.in(0);
    if (!computeUv) {
      List<Tensor> full = new Svd(false, true).call(List.of(x));
      return List.of(matmul(scaleColumns(full.get(0), v.grad()), full.get(2)));
    }
    if (fullMatrices && x.dim(-1) != x.dim(-2)) {
      throw new GradientException(
          "svd of matrices that are not square has no gradient with full_matrices=True. Received: "
              + x.spec()
              + ". Use full_matrices=False");
    }
    Tensor u = v.out(0);
    Tensor s = v.out(1);
    Tensor vh = v.out(2);
    Tensor result = matmul(scaleColumns(u, Expr.orZeros(v.grad(1), s)), vh);
    Tensor mixing = Expr.inverseDifferences(Emit.square(s));
    Tensor inverse = UnaryOp.RECIPROCAL.on(s);
    if (v.grad(0) != null) {
      Tensor inner = matmulTa(u, v.grad(0));
      Tensor rotation = multiply(mixing, subtract(inner, transposeLast(inner)));
      Tensor outside = subtract(v.grad(0), matmul(u, inner));
      Tensor left = add(scaleColumns(matmul(u, rotation), s), scaleColumns(outside, inverse));
      result = add(result, matmul(left, vh));
    }
    if (v.grad(2) != null) {
      Tensor inner = matmulTb(vh, v.grad(2));
      Tensor rotation = multiply(mixing, subtract(inner, transposeLast(inner)));
      Tensor outside = subtract(v.grad(2), matmul(transposeLast(inner), vh));
      Tensor right = add(scaleRows(s, matmul(rotation, vh)), scaleRows(inverse, outside));
      result = add(result, matmul(u, right));
    }
    return List.of(result);
  }
}
