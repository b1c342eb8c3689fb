package org.keras4j.layers.legacy;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Images of random height in training, which is not done here; the identity otherwise. Keras 2:
 * {@code RandomHeight}.
 */
final class RandomHeight extends RandomSize {
  static final LayerType<RandomHeight> TYPE =
      LayerType.of("keras.layers", "RandomHeight", RandomHeight::new, FACTOR, INTERPOLATION, SEED);

  private RandomHeight(Config config) {
    super(TYPE, config);
  }
}
