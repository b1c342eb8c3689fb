package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Elements in order along an axis from the front; NaN counts as the largest. Keras: {@code
 * keras.ops.sort}.
 */
public record Sort(int axis, boolean descending) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.axis(this, axis, in.get(0).shape());
    return in;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor order = new ArgSort(axis, descending).on(v.in(0));
    Tensor zeros = Emit.zeros(v.inSpec(0));
    return List.of(new ScatterElements(axis, ScatterKind.ADD).on(zeros, order, v.grad()));
  }
}
