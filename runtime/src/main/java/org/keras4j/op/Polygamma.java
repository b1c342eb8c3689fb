package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** The {@code order}-th derivative of the digamma function, order 1 or more. */
public record Polygamma(int order) implements Op {
  public Polygamma {
    if (order < 1) {
      throw new IllegalArgumentException("The order must be at least 1. Received: " + order);
    }
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype().isFloating(), this, "floats; cast them", in.get(0));
    return in;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(Emit.multiply(v.grad(), new Polygamma(order + 1).on(v.in(0))));
  }
}
