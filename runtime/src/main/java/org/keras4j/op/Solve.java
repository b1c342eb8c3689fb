package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Solves {@code a x = b} for {@code a (..., n, n)} and {@code b (..., n, k)} of equal leading
 * dimensions. Keras: {@code keras.ops.solve}.
 */
public record Solve() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return Expect.system(this, inputs);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor db = on(Expr.transposeLast(v.in(0)), v.grad());
    return List.of(Emit.negate(Expr.matmulTb(db, v.out())), db);
  }
}
