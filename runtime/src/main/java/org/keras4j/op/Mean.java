package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.TensorSpec;

/** Arithmetic mean of floats along axes from the front. Keras: {@code keras.ops.mean}. */
public record Mean(List<Integer> axes, boolean keepDims) implements ShapeDependentOp {
  public Mean {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype().isFloating(), this, "floats; cast them", in.get(0));
    return List.of(in.get(0).withShape(Reduce.shape(this, in.get(0).shape(), axes, keepDims)));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Tensor x = in.get(0);
    long count = 1;
    for (int axis : axes) {
      count *= x.dim(axis);
    }
    Tensor sum = Emit.sum(x, axes, keepDims);
    return List.of(count == 1 ? sum : Emit.divide(sum, Emit.scalar(x, count)));
  }
}
