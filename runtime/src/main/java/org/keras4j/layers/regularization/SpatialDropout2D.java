package org.keras4j.layers.regularization;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Dropout for images: one draw for a whole channel. Keras: {@code keras.layers.SpatialDropout2D}.
 *
 * <p>Input and output {@code (batch, height, width, channels)}.
 */
public final class SpatialDropout2D extends SpatialDropout {
  public static final LayerType<SpatialDropout2D> TYPE =
      LayerType.of(
          "keras.layers", "SpatialDropout2D", SpatialDropout2D::new, RATE, SEED, DATA_FORMAT);

  private SpatialDropout2D(Config config) {
    super(TYPE, config, 2, config.get(DATA_FORMAT));
  }

  /** A builder for a layer that drops this fraction of the channels. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  /** Sets the arguments of a {@link SpatialDropout2D}. */
  public static final class Builder extends ImageBuilder<Builder, SpatialDropout2D> {
    private Builder() {
      super(TYPE);
    }
  }
}
