package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/**
 * Positions (int32) of the elements in order along an axis from the front; stable, also when
 * descending; NaN counts as the largest. Keras: {@code keras.ops.argsort}.
 */
public record ArgSort(int axis, boolean descending) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.axis(this, axis, in.get(0).shape());
    return List.of(in.get(0).withDType(DType.INT32));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
