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
 * A part of fixed size at a position known only when the graph runs: inputs x and starts (int32,
 * one an axis). Starts are moved so that the part lies inside. Keras: {@code keras.ops.slice}.
 */
public record DynamicSlice(List<Integer> sizes) implements Op {
  public DynamicSlice {
    sizes = List.copyOf(sizes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    Shape shape = in.get(0).shape();
    checkStarts(this, in.get(1), shape.rank());
    OpChecks.require(
        sizes.size() == shape.rank(), this, "one size for each axis of " + shape, sizes);
    for (int i = 0; i < shape.rank(); i++) {
      boolean fits = sizes.get(i) >= 0 && (!shape.isKnown(i) || sizes.get(i) <= shape.dim(i));
      OpChecks.require(fits, this, "sizes that fit into " + shape, sizes);
    }
    return List.of(in.get(0).withShape(Shape.of(sizes.stream().mapToInt(i -> i).toArray())));
  }

  static void checkStarts(Op op, TensorSpec starts, int rank) {
    boolean fits = starts.dtype() == DType.INT32 && starts.shape().isCompatible(Shape.of(rank));
    OpChecks.require(fits, op, "starts of spec int32(" + rank + ",)", starts);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor zeros = Emit.zeros(v.inSpec(0));
    return Arrays.asList(new DynamicUpdateSlice().on(zeros, v.grad(), v.in(1)), null);
  }
}
