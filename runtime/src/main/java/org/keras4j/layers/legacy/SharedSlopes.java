package org.keras4j.layers.legacy;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.Shape;

/** An activation with learned parameters, one for each place or shared along some axes. */
abstract class SharedSlopes extends Layer {
  /** Axes, counted with the batch as 0, along which parameters are shared; null for none. */
  static final Arg<List<Integer>> SHARED_AXES = Arg.integers("shared_axes", null);

  SharedSlopes(LayerType<?> type, Config config) {
    super(type, config);
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  /** The shape of each parameter: the input's without the batch, with 1 at shared axes. */
  Shape parameters(Shape input) {
    Shape shape = input.slice(1, input.rank());
    for (int axis : get(SHARED_AXES) == null ? List.<Integer>of() : get(SHARED_AXES)) {
      shape = shape.withDim(Math.floorMod(axis, input.rank()) - 1, 1);
    }
    return shape;
  }
}
