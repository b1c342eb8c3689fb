package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Matrix product of the last two axes of two tensors of rank 2 or more; the leading axes broadcast.
 * Keras: {@code keras.ops.matmul}.
 *
 * @param transposeA whether the last two axes of the first operand are exchanged before
 * @param transposeB whether the last two axes of the second operand are exchanged before
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
  /** The plain product. */
  public static final MatMul PLAIN = new MatMul(false, false);

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 2);
    DType dtype = inputs.get(0).dtype();
    Expect.check(
        dtype == inputs.get(1).dtype() && (dtype.isFloating() || dtype.isInteger()),
        this,
        "expects operands of one numeric dtype",
        inputs);
    Shape a = Expect.minRank(this, inputs, 0, 2);
    Shape b = Expect.minRank(this, inputs, 1, 2);
    int innerA = a.dim(transposeA ? -2 : -1);
    int innerB = b.dim(transposeB ? -1 : -2);
    if (innerA != innerB && innerA != Shape.UNKNOWN && innerB != Shape.UNKNOWN) {
      throw new ShapeException(
          "matmul: inner dimensions differ: "
              + a
              + " x "
              + b
              + " ("
              + innerA
              + " vs "
              + innerB
              + ")"
              + (transposeA ? ", first operand transposed" : "")
              + (transposeB ? ", second operand transposed" : ""));
    }
    Shape batch = broadcastBatch(a, b);
    Shape matrix = Shape.of(a.dim(transposeA ? -1 : -2), b.dim(transposeB ? -2 : -1));
    return List.of(new TensorSpec(dtype, batch.concat(matrix)));
  }

  private static Shape broadcastBatch(Shape a, Shape b) {
    try {
      return Shape.broadcast(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
    } catch (ShapeException e) {
      throw new ShapeException("matmul: batch dimensions differ: " + a + " x " + b, e);
    }
  }

  /**
   * With {@code C = A B}: {@code dA = dC B'} and {@code dB = A' dC}, transposed as A and B were.
   * One B for a whole batch gets one product over all rows of the batch, not a sum of products.
   */
  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor a = v.in(0);
    Tensor b = v.in(1);
    Tensor g = v.grad();
    Tensor da = null;
    Tensor db = null;
    if (v.wants(0)) {
      da =
          transposeA
              ? new MatMul(transposeB, true).on(b, g)
              : new MatMul(false, !transposeB).on(g, b);
      da = Emit.sumTo(da, a.shape());
    }
    if (v.wants(1)) {
      if (b.rank() == 2 && !transposeA) {
        a = Expr.rows(a);
        g = Expr.rows(g);
      }
      db =
          transposeB
              ? new MatMul(true, transposeA).on(g, a)
              : new MatMul(!transposeA, false).on(a, g);
      db = Emit.sumTo(db, b.shape());
    }
    return Expr.grads(da, db);
  }
}
