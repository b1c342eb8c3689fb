package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The determinant of square matrices {@code (..., n, n)} as {@code sign * exp(log)}: outputs sign
 * and logarithm of the absolute value, both {@code (...)}. Keras: {@code keras.ops.slogdet}.
 */
public record Determinant() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    TensorSpec matrix = Expect.square(this, inputs, 0);
    TensorSpec result = matrix.withShape(TriangularSolve.batch(matrix.shape()));
    return List.of(result, result);
  }

  /** Of the logarithm: the transposed inverse. The sign is locally constant. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    if (v.grad(1) == null) {
      return Expr.grads((Tensor) null);
    }
    Shape scalarMatrices = v.grad(1).shape().concat(Shape.of(1, 1));
    Tensor inverse = Expr.transposeLast(new Inverse().on(v.in(0)));
    return List.of(Emit.multiply(inverse, Emit.reshape(v.grad(1), scalarMatrices)));
  }
}
