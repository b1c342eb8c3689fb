package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/**
 * Conversion to another numeric dtype: floats are truncated towards zero, integers wrap, anything
 * but zero is true. Keras: {@code keras.ops.cast}.
 */
public record Cast(DType dtype) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    boolean strings = !dtype.isNumeric() || !in.get(0).dtype().isNumeric();
    OpChecks.require(
        !strings || dtype == in.get(0).dtype(), this, "numbers", in.get(0) + " to " + dtype);
    return List.of(in.get(0).withDType(dtype));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(dtype.isFloating() ? Emit.cast(v.grad(), v.in(0)) : null);
  }
}
