package org.keras4j.quantizers;

import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** Weights and inputs as 8-bit floats. Keras: {@code keras.quantizers.Float8QuantizationConfig}. */
public final class Float8QuantizationConfig extends BaseQuantizationConfig {
  public static final ObjectType<Float8QuantizationConfig> TYPE =
      ObjectType.of(
          QuantizationConfig.class,
          "keras.quantizers",
          "Float8QuantizationConfig",
          Float8QuantizationConfig::new);

  private Float8QuantizationConfig(Config config) {
    super(TYPE, config);
  }
}
