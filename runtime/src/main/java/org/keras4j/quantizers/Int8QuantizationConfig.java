package org.keras4j.quantizers;

import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** Weights in 8 bits. Keras: {@code keras.quantizers.Int8QuantizationConfig}. */
public final class Int8QuantizationConfig extends BaseQuantizationConfig {
  public static final ObjectType<Int8QuantizationConfig> TYPE =
      ObjectType.of(
          QuantizationConfig.class,
          "keras.quantizers",
          "Int8QuantizationConfig",
          Int8QuantizationConfig::new,
          WEIGHT_QUANTIZER,
          ACTIVATION_QUANTIZER);

  private Int8QuantizationConfig(Config config) {
    super(TYPE, config);
  }
}
