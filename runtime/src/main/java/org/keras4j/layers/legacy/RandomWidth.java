package org.keras4j.layers.legacy;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Images of random width in training, which is not done here; the identity otherwise. Keras 2:
 * {@code RandomWidth}.
 */
final class RandomWidth extends RandomSize {
  static final LayerType<RandomWidth> TYPE =
      LayerType.of("keras.layers", "RandomWidth", RandomWidth::new, FACTOR, INTERPOLATION, SEED);

  private RandomWidth(Config config) {
    super(TYPE, config);
  }
}
