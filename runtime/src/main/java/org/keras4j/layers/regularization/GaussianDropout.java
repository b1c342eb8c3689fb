package org.keras4j.layers.regularization;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.RandomOps;

/**
 * Multiplies by normal noise of mean 1 and standard deviation {@code sqrt(rate / (1 - rate))} in
 * training. Keras: {@code keras.layers.GaussianDropout}.
 */
public final class GaussianDropout extends NoiseLayer {
  public static final LayerType<GaussianDropout> TYPE =
      LayerType.of("keras.layers", "GaussianDropout", GaussianDropout::new, RATE, SEED);

  private GaussianDropout(Config config) {
    super(TYPE, config, RATE);
  }

  /** A builder for a layer with this rate, which should be below 1. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  @Override
  Tensor disturb(Tensor key, Tensor input, double rate) {
    Tensor noise = MathOps.multiply(RandomOps.normalLike(key, input), Math.sqrt(rate / (1 - rate)));
    return MathOps.multiply(input, DTypes.cast(MathOps.add(noise, 1.0), input.dtype()));
  }

  /** Sets the arguments of a {@link GaussianDropout}. */
  public static final class Builder extends NoiseBuilder<Builder, GaussianDropout> {
    private Builder() {
      super(TYPE);
    }
  }
}
