package org.keras4j.quantizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;

/** Mode {@code float8}. Keras: {@code keras.dtype_policies.QuantizedFloat8DTypePolicy}. */
public final class QuantizedFloat8DTypePolicy extends QuantizedPolicy {
  static final int DEFAULT_LENGTH = 1024;

  /** How many of the greatest magnitudes seen in training are kept; default 1024. */
  public static final Arg<Integer> AMAX_HISTORY_LENGTH =
      Arg.integer("amax_history_length", DEFAULT_LENGTH)
          .that(length -> length > 0, "a positive integer");

  public static final ObjectType<QuantizedFloat8DTypePolicy> TYPE =
      ObjectType.of(
          Quantization.class,
          "keras.dtype_policies",
          "QuantizedFloat8DTypePolicy",
          QuantizedFloat8DTypePolicy::new,
          MODE,
          SOURCE_NAME,
          AMAX_HISTORY_LENGTH);

  private QuantizedFloat8DTypePolicy(Config config) {
    super(TYPE, config, new Float8Weights(config.get(AMAX_HISTORY_LENGTH)));
    numbers(config, "float8");
  }
}
