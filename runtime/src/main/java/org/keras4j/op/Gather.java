package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Slices of x along {@code axis} at integer indices: inputs x and indices, of which the shape takes
 * the axis' place. Indices must lie in {@code [0, dim)}; facades count negative ones from the end.
 * Keras: {@code keras.ops.take}.
 */
public record Gather(int axis) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    Shape shape = in.get(0).shape();
    OpChecks.require(
        axis >= 0 && axis < shape.rank(), this, "an axis in range", axis + " for " + shape);
    OpChecks.integers(this, "indices", in.get(1));
    Shape result =
        shape.slice(0, axis).concat(in.get(1).shape()).concat(shape.slice(axis + 1, shape.rank()));
    return List.of(in.get(0).withShape(result));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Shape indices = v.in(1).shape();
    Shape shape = v.in(0).shape();
    Shape flat = shape.withDim(axis, indices.intSize());
    Tensor gradient = Emit.reshape(v.grad(), flat);
    Tensor flatIndices = Emit.reshape(v.in(1), Shape.of(indices.intSize()));
    return Arrays.asList(scatterBack(gradient, flatIndices, axis, shape.dim(axis)), null);
  }

  /** The gradient of a gather along {@code axis} by a vector of indices from {@code dim} slices. */
  static Tensor scatterBack(Tensor gradient, Tensor indices, int axis, int dim) {
    Tensor front = Emit.toFront(gradient, axis);
    Tensor zeros = Emit.zeros(front.spec().withShape(front.shape().withDim(0, dim)));
    Tensor column = Emit.reshape(indices, indices.shape().insertDim(-1, 1));
    return Emit.fromFront(new ScatterNd(ScatterKind.ADD).on(zeros, column, front), axis);
  }
}
