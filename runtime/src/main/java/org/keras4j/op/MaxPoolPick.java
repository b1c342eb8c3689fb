package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * The adjoint of {@link MaxPoolGradient}: for each window, the element of a third tensor at the
 * position of x's maximum. Inputs: x, y (the pooled x), values (shaped like x). Output: shaped like
 * y. It makes max pooling differentiable twice.
 */
public record MaxPoolPick(PoolSpec spec) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 3);
    Expect.floats(this, inputs, 0, 3);
    Expect.rank(this, inputs, 0, spec.rank() + 2);
    Expect.shape(this, inputs, 1, spec.output(inputs.get(0).shape()));
    Expect.shape(this, inputs, 2, inputs.get(0).shape());
    return List.of(inputs.get(1));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(null, null, new MaxPoolGradient(spec).on(v.in(0), v.in(1), v.grad()));
  }
}
