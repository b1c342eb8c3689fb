package org.keras4j.layers;

import java.util.Map;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.tensor.DType;

/**
 * The types in which a layer computes and keeps its weights. Keras: {@code keras.DTypePolicy}.
 *
 * @param name such as {@code float32}, {@code mixed_bfloat16} or {@code int8_from_float32}
 * @param quantization how weights are quantized; null for not at all
 * @param map what the layers at given paths have instead; null for all the same
 */
public record DTypePolicy(
    String name,
    DType computeDType,
    DType variableDType,
    Quantization quantization,
    DTypePolicyMap map) {
  public static final DTypePolicy FLOAT32 = of("float32");

  /** What stands between mode and source in the name of a quantized policy. */
  private static final String FROM = "_from_";

  /** Reads a name or a serialized policy; writes what Keras 3.4 and newer write. */
  public static final Codec<DTypePolicy> CODEC =
      new Codec<>() {
        @Override
        public DTypePolicy read(Object json, ReadContext context) {
          return fromConfig(json, context);
        }

        @Override
        public Object write(DTypePolicy policy) {
          if (policy.map != null) {
            return ObjectCodec.describe(policy.map);
          }
          return policy.quantization == null
              ? envelope(policy.name)
              : ObjectCodec.describe(policy.quantization);
        }
      };

  /**
   * The policy of a name: a dtype, {@code mixed_float16} or {@code mixed_bfloat16}, or a quantized
   * one such as {@code int8_from_float32}.
   *
   * @throws ConfigException when there is none
   */
  public static DTypePolicy of(String name) {
    return name.contains(FROM) ? CODEC.read(name, ReadContext.standard()) : floating(name);
  }

  /**
   * Policies for layers by their paths in the model as it is loaded, such as {@code
   * mha/attention_output}: layers in functional and sequential models begin with their name,
   * sublayers have their own after a slash. Keras: {@code keras.dtype_policies.DTypePolicyMap}.
   *
   * @param policies by path, or by a regular expression that describes all of a path
   * @throws ConfigException when a policy is a map itself
   */
  public static DTypePolicy map(DTypePolicy defaultPolicy, Map<String, DTypePolicy> policies) {
    return of(DTypePolicyMap.of(defaultPolicy, policies));
  }

  private static DTypePolicy of(DTypePolicyMap map) {
    DTypePolicy common = map.defaultPolicy();
    return new DTypePolicy(
        "map_" + common.name, common.computeDType, common.variableDType, common.quantization, map);
  }

  /** The policy of the layer at a path; of none by default. */
  DTypePolicy at(String path) {
    if (map == null) {
      return this;
    }
    return path == null ? map.defaultPolicy() : map.at(path);
  }

  private static DTypePolicy floating(String name) {
    if (name.equals("mixed_float16") || name.equals("mixed_bfloat16")) {
      return new DTypePolicy(
          name, DType.of(name.substring("mixed_".length())), DType.FLOAT32, null, null);
    }
    try {
      DType dtype = DType.of(name);
      return new DTypePolicy(name, dtype, dtype, null, null);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          "Cannot convert '"
              + name
              + "' to a DTypePolicy. Valid names are dtypes, 'mixed_float16' and 'mixed_bfloat16',"
              + " and those of quantized policies such as 'int8_from_float32'",
          e);
    }
  }

  /** How weights are kept. */
  public WeightScheme weights() {
    return quantization == null ? WeightScheme.PLAIN : quantization.weights();
  }

  private static DTypePolicy fromConfig(Object json, ReadContext context) {
    if (json instanceof String name) {
      return name.contains(FROM) ? quantized(quantizedEnvelope(name), context) : floating(name);
    }
    if (json instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> config) {
      if ("DTypePolicyMap".equals(map.get("class_name"))) {
        Map<String, Object> arguments = ReadContext.configMap("DTypePolicyMap", config);
        return of(DTypePolicyMap.TYPE.fromConfig(arguments, context));
      }
      if (config.containsKey("name") && !config.containsKey("mode")) {
        // Keras leaves the name open where the default of a map is.
        return config.get("name") == null ? FLOAT32 : floating(String.valueOf(config.get("name")));
      }
      return quantized(json, context);
    }
    throw new ConfigException("Cannot interpret dtype policy: " + Text.of(json));
  }

  private static DTypePolicy quantized(Object json, ReadContext context) {
    Quantization quantization = context.object(Quantization.class, json);
    DTypePolicy source = floating(quantization.sourceName());
    return new DTypePolicy(
        quantization.name(), source.computeDType, source.variableDType, quantization, null);
  }

  /** What Keras makes of a name such as {@code int4/128_from_float32}. */
  private static Map<String, Object> quantizedEnvelope(String name) {
    String mode = name.substring(0, name.indexOf(FROM));
    String className =
        switch (mode.substring(0, mode.indexOf('/') < 0 ? mode.length() : mode.indexOf('/'))) {
          case "int4" -> mode.equals("int4") ? "QuantizedDTypePolicy" : "Int4DTypePolicy";
          case "float8" -> "QuantizedFloat8DTypePolicy";
          case "gptq" -> "GPTQDTypePolicy";
          case "awq" -> "AWQDTypePolicy";
          default -> "QuantizedDTypePolicy";
        };
    String source = name.substring(mode.length() + FROM.length());
    return Codecs.map(
        "class_name", className, "config", Codecs.map("mode", mode, "source_name", source));
  }

  private static Map<String, Object> envelope(String name) {
    return Codecs.map(
        "module",
        "keras",
        "class_name",
        "DTypePolicy",
        "config",
        Codecs.map("name", name),
        "registered_name",
        null);
  }

  @Override
  public String toString() {
    return name;
  }
}
