package org.keras4j.layers;

import java.util.Map;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.tensor.DType;

/**
 * The types in which a layer computes and keeps its weights. Keras: {@code keras.DTypePolicy}.
 *
 * @param name such as {@code float32} or {@code mixed_bfloat16}
 */
public record DTypePolicy(String name, DType computeDType, DType variableDType) {
  public static final DTypePolicy FLOAT32 = of("float32");

  /** Reads a name or a serialized policy; writes what Keras 3.4 and newer write. */
  public static final Codec<DTypePolicy> CODEC =
      new Codec<>() {
        @Override
        public DTypePolicy read(Object json, ReadContext context) {
          return fromConfig(json);
        }

        @Override
        public Object write(DTypePolicy policy) {
          return Codecs.map(
              "module",
              "keras",
              "class_name",
              "DTypePolicy",
              "config",
              Codecs.map("name", policy.name()),
              "registered_name",
              null);
        }
      };

  /**
   * The policy of a name: a dtype, {@code mixed_float16} or {@code mixed_bfloat16}.
   *
   * @throws ConfigException when there is none
   */
  public static DTypePolicy of(String name) {
    if (name.equals("mixed_float16") || name.equals("mixed_bfloat16")) {
      return new DTypePolicy(name, DType.of(name.substring("mixed_".length())), DType.FLOAT32);
    }
    try {
      DType dtype = DType.of(name);
      return new DTypePolicy(name, dtype, dtype);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "Cannot convert '"
              + name
              + "' to a DTypePolicy. Valid names are dtypes, 'mixed_float16' and 'mixed_bfloat16'",
          e);
    }
  }

  private static DTypePolicy fromConfig(Object json) {
    if (json instanceof String name && !name.contains("_from_")) {
      return of(name);
    }
    if (json instanceof Map<?, ?> map
        && map.get("config") instanceof Map<?, ?> config
        && config.get("name") instanceof String name
        && !config.containsKey("mode")) {
      return of(name);
    }
    if (isQuantized(json)) {
      throw new ConfigException(
          "Quantized dtype policies are not supported. Received: "
              + Text.of(json)
              + ". Save the model before quantization");
    }
    throw new ConfigException("Cannot interpret dtype policy: " + Text.of(json));
  }

  /** Whether a policy is like {@code int8_from_float32}: Keras 3.3 wrote the name alone. */
  private static boolean isQuantized(Object json) {
    return json instanceof String
        || json instanceof Map<?, ?> map
            && (String.valueOf(map.get("class_name")).contains("Quantized")
                || map.get("config") instanceof Map<?, ?> config && config.containsKey("mode"));
  }

  @Override
  public String toString() {
    return name;
  }
}
