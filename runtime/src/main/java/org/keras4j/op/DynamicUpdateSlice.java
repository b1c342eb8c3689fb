package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The first operand with a part replaced: inputs x, update (of the same rank) and starts (int32,
 * one an axis). Starts are moved so that the part lies inside. Keras: {@code
 * keras.ops.slice_update}.
 */
public record DynamicUpdateSlice() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 3);
    OpChecks.sameDType(this, in.subList(0, 2));
    Shape shape = in.get(0).shape();
    Shape update = in.get(1).shape();
    DynamicSlice.checkStarts(this, in.get(2), shape.rank());
    boolean fits = update.rank() == shape.rank();
    for (int i = 0; fits && i < shape.rank(); i++) {
      fits = !shape.isKnown(i) || update.dim(i) <= shape.dim(i);
    }
    OpChecks.require(fits, this, "an update that fits into " + shape, update);
    return List.of(in.get(0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor zeros = Emit.zeros(v.inSpec(1));
    List<Integer> sizes = Arrays.stream(v.in(1).shape().dims()).boxed().toList();
    return Arrays.asList(
        v.wants(0) ? on(v.grad(), zeros, v.in(2)) : null,
        v.wants(1) ? new DynamicSlice(sizes).on(v.grad(), v.in(2)) : null,
        null);
  }
}
