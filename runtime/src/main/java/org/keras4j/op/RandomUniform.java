package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Floats uniformly distributed in {@code [0, 1)}. The only input is a key, uint32(2,): equal keys
 * give equal values, whatever computes them and with however many threads. See {@link Philox}.
 */
public record RandomUniform(TensorSpec spec) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Philox.checkKey(this, in.get(0));
    OpChecks.require(
        spec.dtype().isFloating() && spec.shape().isFullyKnown(),
        this,
        "floats of known shape",
        spec);
    return List.of(spec);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
