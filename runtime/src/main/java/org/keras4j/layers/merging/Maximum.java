package org.keras4j.layers.merging;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/** The greatest of its inputs, element by element. Keras: {@code keras.layers.Maximum}. */
public final class Maximum extends ExtremumMerge {
  public static final LayerType<Maximum> TYPE =
      LayerType.of("keras.layers", "Maximum", Maximum::new);

  private Maximum(Config config) {
    super(TYPE, config);
  }

  @Override
  Tensor extremum(Tensor a, Tensor b) {
    return MathOps.maximum(a, b);
  }
}
