package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ShapeOps;

/** What the zero-padding layers share. */
abstract class BaseZeroPadding extends Layer {
  BaseZeroPadding(LayerType<?> type, Config config) {
    super(type, config);
  }

  abstract List<List<Integer>> padding();

  abstract DataFormat format();

  @Override
  protected final InputSpec inputSpec() {
    return InputSpec.rank(padding().size() + 2);
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor inputs) {
    return ShapeOps.pad(
        inputs, Edges.ofAllAxes(padding(), 0, format()), Edges.ofAllAxes(padding(), 1, format()));
  }
}
