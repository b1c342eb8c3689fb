package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/** The mean of its inputs, element by element. Keras: {@code keras.layers.Average}. */
public final class Average extends ElementwiseMerge {
  public static final LayerType<Average> TYPE =
      LayerType.of("keras.layers", "Average", Average::new);

  private Average(Config config) {
    super(TYPE, config);
  }

  @Override
  Tensor mergeAligned(CallContext ctx, List<Tensor> inputs) {
    Tensor sum = inputs.stream().reduce(MathOps::add).orElseThrow();
    return MathOps.divide(sum, inputs.size());
  }
}
