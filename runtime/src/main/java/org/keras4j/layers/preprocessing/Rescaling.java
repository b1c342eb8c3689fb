package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;

/**
 * {@code inputs * scale + offset}, in the layer's dtype. Keras: {@code keras.layers.Rescaling}.
 *
 * <pre>{@code
 * Rescaling.scale(1 / 127.5).offset(-1).build() // bytes to [-1, 1]
 * }</pre>
 */
public final class Rescaling extends Layer {
  static final Arg<Numbers> SCALE = Arg.required("scale", Numbers.CODEC);
  static final Arg<Numbers> OFFSET = Arg.optional("offset", Numbers.CODEC, Numbers.of(0));

  public static final LayerType<Rescaling> TYPE =
      LayerType.of("keras.layers", "Rescaling", Rescaling::new, SCALE, OFFSET);

  private Rescaling(Config config) {
    super(TYPE, config);
  }

  /** A builder for one factor. */
  public static Builder scale(double scale) {
    return new Builder().set(SCALE, Numbers.of(scale));
  }

  /** A builder for a factor for each channel. */
  public static Builder scale(List<Double> scale) {
    return new Builder().set(SCALE, Numbers.of(scale));
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    Tensor x = DTypes.cast(input, computeDType());
    Tensor scaled = MathOps.multiply(x, get(SCALE).constant(computeDType()));
    return MathOps.add(scaled, get(OFFSET).constant(computeDType()));
  }

  /** Sets the arguments of a {@link Rescaling}. */
  public static final class Builder extends LayerBuilder<Builder, Rescaling> {
    private Builder() {
      super(TYPE);
    }

    /** Added after scaling; default 0. */
    public Builder offset(double offset) {
      return set(OFFSET, Numbers.of(offset));
    }

    /** Added after scaling, one for each channel. */
    public Builder offset(List<Double> offset) {
      return set(OFFSET, Numbers.of(offset));
    }
  }
}
