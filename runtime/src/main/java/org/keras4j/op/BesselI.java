package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** Modified Bessel function of the first kind, of order 0 or 1. Keras: {@code keras.ops.i0}. */
public record BesselI(int order) implements Op {
  public BesselI {
    if (order != 0 && order != 1) {
      throw new IllegalArgumentException("The order must be 0 or 1. Received: " + order);
    }
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype().isFloating(), this, "floats; cast them", in.get(0));
    return in;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(Emit.multiply(v.grad(), order == 0 ? new BesselI(1).on(v.in(0)) : slope(v)));
  }

  /** {@code I0(x) - I1(x) / x}, which is 1/2 at 0. */
  private static Tensor slope(Vjp v) {
    Tensor x = v.in(0);
    Tensor isZero = Emit.equal(x, Emit.zero(x));
    Tensor safe = Emit.select(isZero, Emit.scalar(x, 1), x);
    Tensor ratio = Emit.select(isZero, Emit.scalar(x, 0.5), Emit.divide(v.out(), safe));
    return Emit.subtract(new BesselI(0).on(x), ratio);
  }
}
