package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/** x where it is above {@code theta}, else 0. Keras 1 and 2: {@code ThresholdedReLU}. */
final class ThresholdedReLU extends Layer {
  private static final Arg<Double> THETA =
      Arg.number("theta", 1.0).that(theta -> theta >= 0, "a number >= 0");

  static final LayerType<ThresholdedReLU> TYPE =
      LayerType.of("keras.layers", "ThresholdedReLU", ThresholdedReLU::new, THETA);

  private ThresholdedReLU(Config config) {
    super(TYPE, config);
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    return MathOps.multiply(x, DTypes.cast(LogicOps.greater(x, get(THETA)), x.dtype()));
  }
}
