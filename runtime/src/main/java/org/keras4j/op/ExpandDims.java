package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;

/** Dimensions of size 1 inserted at axes of the result, in ascending order. */
public record ExpandDims(List<Integer> axes) implements ShapeDependentOp {
  public ExpandDims {
    axes = List.copyOf(axes);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Shape shape = in.get(0).shape();
    for (int axis : axes) {
      shape = shape.insertDim(axis, 1);
    }
    return List.of(Emit.reshape(in.get(0), shape));
  }
}
