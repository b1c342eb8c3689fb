package org.keras4j.layers.regularization;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;

/**
 * Dropout for sequences: one draw for all timesteps of a feature. Keras: {@code
 * keras.layers.SpatialDropout1D}.
 *
 * <p>Input and output {@code (batch, timesteps, channels)}.
 */
public final class SpatialDropout1D extends SpatialDropout {
  public static final LayerType<SpatialDropout1D> TYPE =
      LayerType.of("keras.layers", "SpatialDropout1D", SpatialDropout1D::new, RATE, SEED);

  private SpatialDropout1D(Config config) {
    super(TYPE, config, 1, DataFormat.CHANNELS_LAST);
  }

  /** A builder for a layer that drops this fraction of the channels. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  /** Sets the arguments of a {@link SpatialDropout1D}. */
  public static final class Builder extends NoiseBuilder<Builder, SpatialDropout1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
