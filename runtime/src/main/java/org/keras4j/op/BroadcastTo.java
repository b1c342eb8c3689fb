package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The operand repeated to a larger shape by NumPy's rules. Keras: {@code keras.ops.broadcast_to}.
 *
 * @param shape an unknown dimension keeps the operand's
 */
public record BroadcastTo(Shape shape) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    return List.of(in.get(0).withShape(resolve(in.get(0).shape())));
  }

  /** The output's shape for an operand of the given shape. */
  public Shape resolve(Shape operand) {
    OpChecks.require(
        operand.rank() <= shape.rank(), this, "an operand of at most its rank", operand);
    Shape result = shape;
    int extra = shape.rank() - operand.rank();
    for (int i = extra; i < shape.rank(); i++) {
      int dim = operand.dim(i - extra);
      boolean fits = dim == 1 || dim == shape.dim(i) || dim == Shape.UNKNOWN || !shape.isKnown(i);
      OpChecks.require(fits, this, "an operand that broadcasts to " + shape, operand);
      result = shape.isKnown(i) ? result : result.withDim(i, dim);
    }
    return result;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(Emit.sumTo(v.grad(), v.in(0).shape()));
  }
}
