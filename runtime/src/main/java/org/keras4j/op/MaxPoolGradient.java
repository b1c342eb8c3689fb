package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Gradient of max pooling: adds each element of grad to the first position, in row-major order, of
 * its window's maximum. Inputs: x, y (the pooled x), grad (shaped like y). Output: shaped like x.
 */
public record MaxPoolGradient(PoolSpec spec) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 3);
    Expect.floats(this, inputs, 0, 3);
    Expect.rank(this, inputs, 0, spec.rank() + 2);
    Expect.shape(this, inputs, 1, spec.output(inputs.get(0).shape()));
    Expect.shape(this, inputs, 2, spec.output(inputs.get(0).shape()));
    return List.of(inputs.get(0));
  }

  /** The choice of positions is locally constant, so only grad has a derivative. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(null, null, new MaxPoolPick(spec).on(v.in(0), v.in(1), v.grad()));
  }
}
