package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;

/** Each slice along an axis (from the front) repeated. Keras: {@code keras.ops.repeat}. */
public record Repeat(int repeats, int axis) implements ShapeDependentOp {
  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Shape shape = in.get(0).shape();
    Shape apart = shape.insertDim(axis + 1, 1);
    Tensor spread =
        Emit.broadcastTo(Emit.reshape(in.get(0), apart), shape.insertDim(axis + 1, repeats));
    return List.of(Emit.reshape(spread, shape.withDim(axis, shape.dim(axis) * repeats)));
  }
}
