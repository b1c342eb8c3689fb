package org.keras4j.layers.reshaping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.op.Slice;
import org.keras4j.ops.DataFormat;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** What the cropping layers share. */
abstract class BaseCropping extends Layer {
  BaseCropping(LayerType<?> type, Config config) {
    super(type, config);
  }

  abstract List<List<Integer>> cropping();

  abstract DataFormat format();

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(cropping().size() + 2);
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor inputs) {
    List<Integer> starts = Edges.ofAllAxes(cropping(), 0, format());
    List<Integer> ends = Edges.ofAllAxes(cropping(), 1, format());
    List<Integer> limits = new ArrayList<>();
    for (int axis = 0; axis < inputs.rank(); axis++) {
      limits.add(limit(inputs.shape(), axis, starts.get(axis), ends.get(axis)));
    }
    return new Slice(starts, limits, Collections.nCopies(inputs.rank(), 1)).on(inputs);
  }

  private int limit(Shape input, int axis, int start, int end) {
    int size = input.dim(axis);
    if (size != Shape.UNKNOWN && (start > 0 || end > 0) && start + end >= size) {
      throw new ShapeException(
          "Values in `cropping` argument should be smaller than the corresponding spatial dimension"
              + " of the input. Received: input_shape="
              + input
              + ", cropping="
              + cropping());
    }
    return size == Shape.UNKNOWN ? Shape.UNKNOWN : size - end;
  }
}
