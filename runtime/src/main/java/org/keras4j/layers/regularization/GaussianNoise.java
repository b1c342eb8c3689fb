package org.keras4j.layers.regularization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.RandomOps;

/** Adds normal noise of mean 0 in training. Keras: {@code keras.layers.GaussianNoise}. */
public final class GaussianNoise extends NoiseLayer {
  /** Standard deviation of the noise, from 0 to 1. */
  public static final Arg<Double> STDDEV = fraction("stddev");

  public static final LayerType<GaussianNoise> TYPE =
      LayerType.of("keras.layers", "GaussianNoise", GaussianNoise::new, STDDEV, SEED);

  private GaussianNoise(Config config) {
    super(TYPE, config, STDDEV);
  }

  /** A builder for a layer whose noise has this standard deviation. */
  public static Builder stddev(double stddev) {
    return new Builder().set(STDDEV, stddev);
  }

  @Override
  Tensor disturb(Tensor key, Tensor input, double stddev) {
    Tensor noise = MathOps.multiply(RandomOps.normalLike(key, input), stddev);
    return MathOps.add(input, DTypes.cast(noise, input.dtype()));
  }

  /** Sets the arguments of a {@link GaussianNoise}. */
  public static final class Builder extends NoiseBuilder<Builder, GaussianNoise> {
    private Builder() {
      super(TYPE);
    }
  }
}
