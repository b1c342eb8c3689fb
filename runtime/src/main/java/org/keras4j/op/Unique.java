package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The distinct elements of a vector in ascending order, for each the position of its first
 * occurrence, for each input element the position of its value (int32), and how often each occurs
 * (int32). Lengths are known only when the graph runs. Keras: {@code keras.ops.unique}.
 */
public record Unique() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).shape().rank() == 1, this, "a vector; reshape it", in.get(0));
    TensorSpec open = TensorSpec.of(DType.INT32, Shape.UNKNOWN);
    return List.of(in.get(0).withShape(open.shape()), open, in.get(0).withDType(DType.INT32), open);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    if (v.grad(0) == null) {
      return Arrays.asList((Tensor) null);
    }
    throw new GradientException("Unique has no gradient. Stop the gradient before it");
  }
}
