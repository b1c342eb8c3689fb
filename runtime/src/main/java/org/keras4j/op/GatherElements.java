package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * One element along {@code axis} for each index: inputs x and indices, whose other dimensions must
 * equal x's. Indices must lie in {@code [0, dim)}. Keras: {@code keras.ops.take_along_axis}.
 */
public record GatherElements(int axis) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    checkIndices(this, axis, in.get(0).shape(), in.get(1));
    return List.of(in.get(0).withShape(in.get(1).shape()));
  }

  static void checkIndices(Op op, int axis, Shape shape, TensorSpec indices) {
    OpChecks.integers(op, "indices", indices);
    OpChecks.require(
        axis >= 0 && axis < shape.rank(), op, "an axis in range", axis + " for " + shape);
    boolean fits =
        indices.shape().rank() == shape.rank()
            && shape.withDim(axis, -1).isCompatible(indices.shape().withDim(axis, -1));
    OpChecks.require(fits, op, "indices like " + shape + " but along axis " + axis, indices);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor zeros = Emit.zeros(v.inSpec(0));
    return Arrays.asList(
        new ScatterElements(axis, ScatterKind.ADD).on(zeros, v.in(1), v.grad()), null);
  }
}
