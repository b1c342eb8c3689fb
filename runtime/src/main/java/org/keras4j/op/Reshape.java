package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The same elements under another shape. Keras: {@code keras.ops.reshape}.
 *
 * @param target at most one dimension may be unknown, unless all the operand's are: it is what is
 *     left
 */
public record Reshape(Shape target) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    return List.of(in.get(0).withShape(resolve(in.get(0).shape())));
  }

  /**
   * The output's shape for an operand of {@code shape}.
   *
   * @throws ShapeException when the sizes differ
   */
  public Shape resolve(Shape shape) {
    long known = 1;
    int unknowns = 0;
    int open = -1;
    for (int i = 0; i < target.rank(); i++) {
      if (target.isKnown(i)) {
        known *= target.dim(i);
      } else {
        unknowns++;
        open = i;
      }
    }
    if (!shape.isFullyKnown()) {
      return target;
    }
    long size = shape.size();
    if (unknowns == 0 && known == size) {
      return target;
    }
    if (unknowns == 1 && known == 0 && size == 0) {
      return target.withDim(open, 0);
    }
    if (unknowns == 1 && known != 0 && size % known == 0) {
      return target.withDim(open, Math.toIntExact(size / known));
    }
    throw new ShapeException(
        unknowns > 1
            ? "Only one dimension can be unknown in a reshape to " + target + " from " + shape
            : "The total size of the tensor must be unchanged. Received: input_shape="
                + shape
                + ", target_shape="
                + target);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of(Emit.reshape(v.grad(), v.in(0).shape()));
  }
}
