package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Without the given dimensions (from the front), all of size 1. */
public record Squeeze(List<Integer> axes) implements ShapeDependentOp {
  public Squeeze {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    Shape shape = in.get(0).shape();
    for (int axis : axes) {
      boolean one = shape.dim(axis) == 1 || shape.dim(axis) == Shape.UNKNOWN;
      OpChecks.require(one, this, "dimensions of size 1 at axes " + axes, shape);
    }
    return List.of(in.get(0).withShape(Reduce.shape(this, shape, axes, false)));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    return List.of(Emit.reshape(in.get(0), infer(List.of(in.get(0).spec())).get(0).shape()));
  }
}
