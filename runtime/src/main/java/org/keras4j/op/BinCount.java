package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * How often each integer occurs along the last axis, or the sum of the weights there. Inputs:
 * integers of rank 1 or 2, and weights of that shape. The length, one more than the largest
 * integer, is known only when the graph runs. Keras: {@code keras.ops.bincount}.
 */
public record BinCount(int minLength) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    OpChecks.integers(this, "values", in.get(0));
    Shape shape = in.get(0).shape();
    OpChecks.require(shape.rank() == 1 || shape.rank() == 2, this, "rank 1 or 2", shape);
    OpChecks.require(
        shape.isCompatible(in.get(1).shape()) && in.get(1).dtype().isNumeric(),
        this,
        "weights of shape " + shape,
        in.get(1));
    return List.of(in.get(1).withShape(shape.withDim(-1, Shape.UNKNOWN)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    if (v.wants(1)) {
      throw new GradientException("BinCount has no gradient. Stop the gradient before it");
    }
    return Arrays.asList(null, null);
  }
}
