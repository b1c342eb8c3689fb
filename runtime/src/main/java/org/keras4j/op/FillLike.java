package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/** One value everywhere, in the shape of the operand. Keras: {@code keras.ops.full_like}. */
public record FillLike(DType dtype, double value) implements ShapeDependentOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    return List.of(in.get(0).withDType(dtype));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    return List.of(new Fill(in.get(0).spec().withDType(dtype), value).on());
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
