package org.keras4j.quantizers;

import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;

/** Mode {@code int4/<block_size>}. Keras: {@code keras.dtype_policies.Int4DTypePolicy}. */
public final class Int4DTypePolicy extends QuantizedPolicy {
  public static final ObjectType<Int4DTypePolicy> TYPE =
      ObjectType.of(
          Quantization.class,
          "keras.dtype_policies",
          "Int4DTypePolicy",
          Int4DTypePolicy::new,
          MODE,
          SOURCE_NAME);

  private Int4DTypePolicy(Config config) {
    super(TYPE, config, new Int4Weights(numbers(config, "int4/<block_size>").get(0)));
  }
}
