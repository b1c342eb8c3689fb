package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** 0, 1, 2, ... along one axis of a tensor of the given fully known spec. */
public record Iota(TensorSpec spec, int axis) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 0);
    OpChecks.require(
        spec.shape().isFullyKnown() && spec.dtype().isNumeric(),
        this,
        "numbers of known shape",
        spec);
    OpChecks.axis(this, axis, spec.shape());
    return List.of(spec);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of();
  }
}
