package org.keras4j.quantizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** Weights in 4 bits. Keras: {@code keras.quantizers.Int4QuantizationConfig}. */
public final class Int4QuantizationConfig extends BaseQuantizationConfig {
  /** How many rows share a factor; null and -1 for all, as in files that do not say. */
  public static final Arg<Integer> BLOCK_SIZE =
      Arg.integer("block_size", null)
          .that(size -> size == -1 || size > 0, "None, -1 or a positive integer");

  public static final ObjectType<Int4QuantizationConfig> TYPE =
      ObjectType.of(
          QuantizationConfig.class,
          "keras.quantizers",
          "Int4QuantizationConfig",
          Int4QuantizationConfig::new,
          WEIGHT_QUANTIZER,
          ACTIVATION_QUANTIZER,
          BLOCK_SIZE);

  private Int4QuantizationConfig(Config config) {
    super(TYPE, config);
  }
}
