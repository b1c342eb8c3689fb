package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;

/**
 * The whole repeated along each axis; at least one entry an axis. Keras: {@code keras.ops.tile}.
 */
public record Tile(List<Integer> repeats) implements ShapeDependentOp {
  public Tile {
    repeats = List.copyOf(repeats);
  }

  /** Each axis is preceded by one that is broadcast, then both become one. */
  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Shape shape = in.get(0).shape();
    while (shape.rank() < repeats.size()) {
      shape = shape.insertDim(0, 1);
    }
    Shape apart = Shape.SCALAR;
    Shape repeated = Shape.SCALAR;
    Shape result = Shape.SCALAR;
    for (int i = 0; i < shape.rank(); i++) {
      int dim = shape.dim(i);
      apart = apart.concat(Shape.of(1, dim));
      repeated = repeated.concat(Shape.of(repeats.get(i), dim));
      result = result.insertDim(-1, repeats.get(i) * dim);
    }
    Tensor spread = Emit.broadcastTo(Emit.reshape(in.get(0), apart), repeated);
    return List.of(Emit.reshape(spread, result));
  }
}
