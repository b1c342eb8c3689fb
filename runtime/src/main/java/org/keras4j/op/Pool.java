package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * Max or average over a moving window, channels last: {@code (N, spatial..., C)}. Keras: {@code
 * keras.ops.max_pool}, {@code keras.ops.average_pool}.
 */
public record Pool(PoolKind kind, PoolSpec spec) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    TensorSpec x = inputs.get(0);
    Expect.rank(this, inputs, 0, spec.rank() + 2);
    Expect.check(
        x.dtype().isFloating() || (kind == PoolKind.MAX && x.dtype().isInteger()),
        this,
        "expects a floating dtype" + (kind == PoolKind.MAX ? " or an integer dtype" : ""),
        inputs);
    return List.of(x.withShape(spec.output(x.shape())));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor x = v.in(0);
    return List.of(
        kind == PoolKind.MAX
            ? new MaxPoolGradient(spec).on(x, v.out(), v.grad())
            : new AveragePoolGradient(spec, x.shape()).on(v.grad()));
  }
}
