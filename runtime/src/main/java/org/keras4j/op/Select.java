package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/** {@code condition ? a : b}, element by element, all three broadcast. */
public record Select() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 3);
    OpChecks.require(in.get(0).dtype() == DType.BOOL, this, "a bool condition", in.get(0));
    DType dtype = OpChecks.sameDType(this, in.subList(1, 3));
    return List.of(new TensorSpec(dtype, BinaryOp.broadcast(this, in)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor zero = Emit.zero(v.grad());
    return Arrays.asList(
        null,
        v.wants(1) ? Emit.sumTo(on(v.in(0), v.grad(), zero), v.in(1).shape()) : null,
        v.wants(2) ? Emit.sumTo(on(v.in(0), zero, v.grad()), v.in(2).shape()) : null);
  }
}
