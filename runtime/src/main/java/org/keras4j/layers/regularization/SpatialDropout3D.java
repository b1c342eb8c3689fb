package org.keras4j.layers.regularization;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Dropout for volumes: one draw for a whole channel. Keras: {@code keras.layers.SpatialDropout3D}.
 *
 * <p>Input and output {@code (batch, depth, height, width, channels)}.
 */
public final class SpatialDropout3D extends SpatialDropout {
  public static final LayerType<SpatialDropout3D> TYPE =
      LayerType.of(
          "keras.layers", "SpatialDropout3D", SpatialDropout3D::new, RATE, SEED, DATA_FORMAT);

  private SpatialDropout3D(Config config) {
    super(TYPE, config, 3, config.get(DATA_FORMAT));
  }

  /** A builder for a layer that drops this fraction of the channels. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  /** Sets the arguments of a {@link SpatialDropout3D}. */
  public static final class Builder extends ImageBuilder<Builder, SpatialDropout3D> {
    private Builder() {
      super(TYPE);
    }
  }
}
