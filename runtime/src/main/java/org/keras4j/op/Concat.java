package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Operands joined along an axis counted from the front. Keras: {@code keras.ops.concatenate}. */
public record Concat(int axis) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.require(!in.isEmpty(), this, "at least one input", "none");
    OpChecks.sameDType(this, in);
    Shape result = in.get(0).shape();
    OpChecks.require(
        axis >= 0 && axis < result.rank(), this, "an axis in range", axis + " for " + result);
    for (TensorSpec spec : in.subList(1, in.size())) {
      result = join(result, spec.shape(), in);
    }
    return List.of(in.get(0).withShape(result));
  }

  private Shape join(Shape a, Shape b, List<TensorSpec> in) {
    if (a.rank() != b.rank() || !a.withDim(axis, -1).isCompatible(b.withDim(axis, -1))) {
      throw new ShapeException(
          "Concat expects inputs of equal shapes except along axis "
              + axis
              + ". Received: "
              + OpChecks.list(in));
    }
    int[] dims = new int[a.rank()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = a.isKnown(i) ? a.dim(i) : b.dim(i);
    }
    boolean known = a.isKnown(axis) && b.isKnown(axis);
    dims[axis] = known ? a.dim(axis) + b.dim(axis) : Shape.UNKNOWN;
    return Shape.of(dims);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    List<Tensor> gradients = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < v.node().inputs().size(); i++) {
      int limit = start + v.in(i).dim(axis);
      gradients.add(v.wants(i) ? Emit.slice(v.grad(), axis, start, limit) : null);
      start = limit;
    }
    return gradients;
  }
}
