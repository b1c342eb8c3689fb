package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;
import org.keras4j.layers.WeightScheme;

/**
 * Mode {@code gptq/<weight_bits>/<group_size>}. Keras: {@code
 * keras.dtype_policies.GPTQDTypePolicy}.
 */
public final class GPTQDTypePolicy extends QuantizedPolicy {
  private static final List<Integer> BITS = List.of(2, 3, 4, 8);

  public static final ObjectType<GPTQDTypePolicy> TYPE =
      ObjectType.of(
          Quantization.class,
          "keras.dtype_policies",
          "GPTQDTypePolicy",
          GPTQDTypePolicy::new,
          MODE,
          SOURCE_NAME);

  private GPTQDTypePolicy(Config config) {
    super(TYPE, config, weights(numbers(config, "gptq/<weight_bits>/<group_size>")));
  }

  private static WeightScheme weights(List<Integer> numbers) {
    if (!BITS.contains(numbers.get(0))) {
      throw new ConfigException(
          "Invalid weight_bits in the mode of GPTQDTypePolicy. Supported values are "
              + BITS
              + ". Received: "
              + numbers.get(0));
    }
    return new CalibratedWeights(numbers.get(0), numbers.get(1), false);
  }
}
