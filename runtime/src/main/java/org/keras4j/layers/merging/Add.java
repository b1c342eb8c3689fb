package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/** The sum of its inputs. Keras: {@code keras.layers.Add}. */
public final class Add extends ElementwiseMerge {
  public static final LayerType<Add> TYPE = LayerType.of("keras.layers", "Add", Add::new);

  private Add(Config config) {
    super(TYPE, config);
  }

  @Override
  Tensor mergeAligned(CallContext ctx, List<Tensor> inputs) {
    return inputs.stream().reduce(MathOps::add).orElseThrow();
  }
}
