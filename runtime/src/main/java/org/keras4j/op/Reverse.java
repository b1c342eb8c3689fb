package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** Elements in the opposite order along the given axes (from the front). Keras: {@code flip}. */
public record Reverse(List<Integer> axes) implements Op {
  public Reverse {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    axes.forEach(axis -> OpChecks.axis(this, axis, in.get(0).shape()));
    return in;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(on(v.grad()));
  }
}
