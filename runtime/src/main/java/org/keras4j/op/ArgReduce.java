package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Position (int32) of the largest or smallest element along an axis from the front, the first of
 * equals; a NaN wins. Keras: {@code keras.ops.argmax}, {@code argmin}.
 */
public record ArgReduce(ArgKind kind, int axis, boolean keepDims) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype().isNumeric(), this, "numbers", in.get(0));
    Shape shape = in.get(0).shape();
    OpChecks.axis(this, axis, shape);
    OpChecks.require(shape.dim(axis) != 0, this, "at least one element along axis " + axis, shape);
    return List.of(new TensorSpec(DType.INT32, Reduce.shape(this, shape, List.of(axis), keepDims)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
