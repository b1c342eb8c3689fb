package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** The inverse of square matrices {@code (..., n, n)}. Keras: {@code keras.ops.inv}. */
public record Inverse() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    return List.of(Expect.square(this, inputs, 0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor product = Expr.matmulTb(Expr.matmulTa(v.out(), v.grad()), v.out());
    return List.of(Emit.negate(product));
  }
}
