package org.keras4j.layers.merging;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/** The least of its inputs, element by element. Keras: {@code keras.layers.Minimum}. */
public final class Minimum extends ExtremumMerge {
  public static final LayerType<Minimum> TYPE =
      LayerType.of("keras.layers", "Minimum", Minimum::new);

  private Minimum(Config config) {
    super(TYPE, config);
  }

  @Override
  Tensor extremum(Tensor a, Tensor b) {
    return MathOps.minimum(a, b);
  }
}
