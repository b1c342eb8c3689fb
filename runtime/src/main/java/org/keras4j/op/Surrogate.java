package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The first operand, whose gradient goes to the second, as if that were the result: for functions
 * without a useful derivative, such as rounding. What only the second operand needs is not computed
 * where no gradient is asked for. Keras: {@code keras.ops.custom_gradient}.
 */
public record Surrogate() implements CompositeOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    if (in.get(0).dtype() != in.get(1).dtype()
        || !in.get(0).shape().isCompatible(in.get(1).shape())) {
      throw new ShapeException("surrogate: a value and its surrogate differ in type: " + in);
    }
    return List.of(in.get(0));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    return List.of(in.get(0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(null, v.grad());
  }
}
