package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;
import org.keras4j.layers.WeightScheme;

/**
 * Mode {@code awq/<weight_bits>/<group_size>}. Keras: {@code keras.dtype_policies.AWQDTypePolicy}.
 */
public final class AWQDTypePolicy extends QuantizedPolicy {
  private static final List<Integer> BITS = List.of(4);

  public static final ObjectType<AWQDTypePolicy> TYPE =
      ObjectType.of(
          Quantization.class,
          "keras.dtype_policies",
          "AWQDTypePolicy",
          AWQDTypePolicy::new,
          MODE,
          SOURCE_NAME);

  private AWQDTypePolicy(Config config) {
    super(TYPE, config, weights(numbers(config, "awq/<weight_bits>/<group_size>")));
  }

  private static WeightScheme weights(List<Integer> numbers) {
    if (!BITS.contains(numbers.get(0))) {
      throw new ConfigException(
          "Invalid weight_bits in the mode of AWQDTypePolicy. Supported values are "
              + BITS
              + ". Received: "
              + numbers.get(0));
    }
    return new CalibratedWeights(numbers.get(0), numbers.get(1), true);
  }
}
