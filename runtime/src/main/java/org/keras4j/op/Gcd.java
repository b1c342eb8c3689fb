package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/**
 * Greatest common divisor of integers of one dtype, broadcast; never negative. Keras: {@code gcd}.
 */
public record Gcd() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    DType dtype = OpChecks.sameDType(this, in);
    OpChecks.integers(this, "operands", in.get(0));
    return List.of(new TensorSpec(dtype, BinaryOp.broadcast(this, in)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(null, null);
  }
}
