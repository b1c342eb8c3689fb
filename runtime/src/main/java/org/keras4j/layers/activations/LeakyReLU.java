package org.keras4j.layers.activations;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.NnOps;

/**
 * Leaky rectified linear unit: x where positive, else {@code negative_slope * x}. Keras: {@code
 * keras.layers.LeakyReLU}.
 */
public final class LeakyReLU extends Layer {
  /** Slope below zero; default 0.3. Keras 2 called it {@code alpha}. */
  public static final Arg<Double> NEGATIVE_SLOPE =
      Arg.number("negative_slope", 0.3)
          .that(slope -> slope >= 0, "a float that is not negative")
          .formerly("alpha");

  public static final LayerType<LeakyReLU> TYPE =
      LayerType.of("keras.layers", "LeakyReLU", LeakyReLU::new, NEGATIVE_SLOPE);

  private LeakyReLU(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer with this slope below zero. */
  public static Builder negativeSlope(double slope) {
    return new Builder().set(NEGATIVE_SLOPE, slope);
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return NnOps.leakyRelu(input, get(NEGATIVE_SLOPE));
  }

  /** Sets the arguments of a {@link LeakyReLU}. */
  public static final class Builder extends LayerBuilder<Builder, LeakyReLU> {
    private Builder() {
      super(TYPE);
    }
  }
}
