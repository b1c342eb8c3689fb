package org.keras4j.layers;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.TensorSpec;

/**
 * A penalty divided by the batch size, so that it weighs the same in batches of any size. Inputs:
 * the penalty, and the output that it is of.
 */
record BatchAverage() implements ShapeDependentOp {
  /** The penalty for each sample; the penalty itself where {@code output} is a scalar. */
  static Tensor of(Tensor penalty, Tensor output) {
    return output.rank() == 0 ? penalty : new BatchAverage().emit(penalty, output);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    // As divide_no_nan: nothing is nothing for an empty batch too.
    int samples = Math.max(1, inputs.get(1).dim(0));
    return List.of(MathOps.divide(inputs.get(0), samples));
  }
}
