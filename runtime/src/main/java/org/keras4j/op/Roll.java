package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;

/**
 * Moved in circles along axes (from the front); over the flattened elements without axes. Keras:
 * {@code keras.ops.roll}.
 */
public record Roll(List<Integer> shifts, List<Integer> axes) implements ShapeDependentOp {
  public Roll {
    shifts = List.copyOf(shifts);
    axes = List.copyOf(axes);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Tensor x = in.get(0);
    if (axes.isEmpty()) {
      Tensor flat = Emit.reshape(x, Shape.of(x.shape().intSize()));
      return List.of(Emit.reshape(roll(flat, shifts.get(0), 0), x.shape()));
    }
    for (int i = 0; i < axes.size(); i++) {
      x = roll(x, shifts.get(i), axes.get(i));
    }
    return List.of(x);
  }

  private static Tensor roll(Tensor x, int shift, int axis) {
    int dim = x.dim(axis);
    int start = dim == 0 ? 0 : Math.floorMod(-shift, dim);
    if (start == 0) {
      return x;
    }
    return new Concat(axis).on(Emit.slice(x, axis, start, dim), Emit.slice(x, axis, 0, start));
  }
}
