package org.keras4j.quantizers;

import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;
import org.keras4j.layers.WeightScheme;

/**
 * Modes {@code int8} and {@code int4} without blocks. Keras: {@code
 * keras.dtype_policies.QuantizedDTypePolicy}.
 */
public final class QuantizedDTypePolicy extends QuantizedPolicy {
  public static final ObjectType<QuantizedDTypePolicy> TYPE =
      ObjectType.of(
          Quantization.class,
          "keras.dtype_policies",
          "QuantizedDTypePolicy",
          QuantizedDTypePolicy::new,
          MODE,
          SOURCE_NAME);

  private QuantizedDTypePolicy(Config config) {
    super(TYPE, config, weights(config.get(MODE)));
  }

  private static WeightScheme weights(String mode) {
    return switch (mode) {
      case "int8" -> new Int8Weights();
      case "int4" -> new Int4Weights(-1);
      case "float8" -> new Float8Weights(QuantizedFloat8DTypePolicy.DEFAULT_LENGTH);
      default ->
          throw new ConfigException(
              "Invalid quantization mode. Expected one of ('int8', 'int4', 'float8'). Received:"
                  + " mode='"
                  + mode
                  + "'");
    };
  }
}
