package org.keras4j.quantizers;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.Quantization;
import org.keras4j.layers.WeightScheme;

/** What quantized dtype policies have in common: a mode, and the policy before. */
abstract class QuantizedPolicy implements Quantization {
  /** Such as {@code int8} or {@code gptq/4/128}. */
  static final Arg<String> MODE = Arg.required("mode", Codecs.STRING);

  /** The policy before quantization; null for float32. */
  static final Arg<String> SOURCE_NAME = Arg.string("source_name", null);

  private final ObjectType<?> type;
  private final Config config;
  private final WeightScheme weights;

  QuantizedPolicy(ObjectType<?> type, Config config, WeightScheme weights) {
    this.type = type;
    this.config = config;
    this.weights = weights;
  }

  /**
   * The numbers in a mode such as {@code gptq/4/128}.
   *
   * @param form what is expected, such as {@code gptq/<weight_bits>/<group_size>}
   * @throws ConfigException when the mode is of another form, or its last number neither -1 nor
   *     positive
   */
  static List<Integer> numbers(Config config, String form) {
    String mode = config.get(MODE);
    String[] parts = mode.split("/", -1);
    String[] expected = form.split("/");
    boolean fits = parts.length == expected.length && parts[0].equals(expected[0]);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; fits && i < parts.length; i++) {
      fits = parts[i].matches("-1|[1-9][0-9]{0,8}");
      if (fits) {
        numbers.add(Integer.valueOf(parts[i]));
      }
    }
    if (!fits) {
      throw new ConfigException(
          "Invalid quantization mode. Expected '"
              + form
              + "', where a size is -1 or a positive integer. Received: mode='"
              + mode
              + "'");
    }
    return numbers;
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  @Override
  public final String name() {
    return config.get(MODE) + "_from_" + sourceName();
  }

  @Override
  public final String sourceName() {
    return config.get(SOURCE_NAME) == null ? "float32" : config.get(SOURCE_NAME);
  }

  @Override
  public final WeightScheme weights() {
    return weights;
  }
}
