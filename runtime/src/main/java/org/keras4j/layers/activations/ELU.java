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
 * Exponential linear unit: x where positive, else {@code alpha * (exp(x) - 1)}. Keras: {@code
 * keras.layers.ELU}.
 */
public final class ELU extends Layer {
  /** Slope at zero from below; default 1. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 1.0);

  public static final LayerType<ELU> TYPE = LayerType.of("keras.layers", "ELU", ELU::new, ALPHA);

  private ELU(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer with this slope at zero from below. */
  public static Builder alpha(double alpha) {
    return new Builder().set(ALPHA, alpha);
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return NnOps.elu(input, get(ALPHA));
  }

  /** Sets the arguments of an {@link ELU}. */
  public static final class Builder extends LayerBuilder<Builder, ELU> {
    private Builder() {
      super(TYPE);
    }
  }
}
