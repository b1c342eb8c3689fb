package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Gradient of average pooling: spreads each element of grad evenly over its window's elements
 * inside the input.
 *
 * @param inputShape shape of the result; an unknown batch size is taken from grad
 */
public record AveragePoolGradient(PoolSpec spec, Shape inputShape) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    Expect.floats(this, inputs, 0, 1);
    Shape grad = Expect.rank(this, inputs, 0, inputShape.rank());
    Shape result = inputShape.isKnown(0) ? inputShape : inputShape.withDim(0, grad.dim(0));
    Expect.shape(this, inputs, 0, spec.output(result));
    return List.of(inputs.get(0).withShape(result));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(new Pool(PoolKind.AVERAGE, spec).on(v.grad()));
  }
}
