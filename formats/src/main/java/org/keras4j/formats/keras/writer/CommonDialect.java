package org.keras4j.formats.keras.writer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keras4j.config.Codecs;
import org.keras4j.config.ObjectCodec;
import org.keras4j.models.ModelException;
import org.keras4j.operations.OperationType;

/**
 * Configs in the notation that Keras 2 and Keras 3 both read from legacy {@code .h5} files: no
 * modules, types by name, {@code batch_input_shape}, calls as nested lists, and no argument that
 * only Keras 3 knows unless it has another value than its default.
 */
final class CommonDialect {

  /** Arguments that Keras 2 does not know, with the value that says nothing. */
  private static final Map<String, Object> ONLY_KERAS_3 =
      Codecs.map(
          "synchronized", false,
          "renorm", false,
          "renorm_clipping", null,
          "renorm_momentum", 0.99,
          "rms_scaling", false,
          "quantization_config", null,
          "zero_output_for_mask", false,
          "use_gate", false,
          "sliding_window", null,
          "flash_attention", null,
          "optional", false,
          "seed", null,
          "input_axes", null,
          "output_axes", null,
          "lora_rank", null,
          "lora_alpha", null);

  /** Arguments that hold a layer, for which Keras 3 wants the module even here. */
  private static final Set<String> WRAPPED =
      Set.of("layer", "backward_layer", "forward_layer", "cell", "cells");

  /** Modules of objects that Keras 2 has no notation for: Keras 3 wants its own. */
  private static final Set<String> ONLY_IN_KERAS_3 =
      Set.of("keras.dtype_policies", "keras.quantizers");

  private CommonDialect() {}

  /**
   * A model's, layer's or other object's description.
   *
   * @throws ModelException when the model holds operations, which legacy files have no word for
   */
  static Map<String, Object> translate(Map<String, Object> description) {
    return object(description);
  }

  private static Map<String, Object> object(Map<?, ?> description) {
    String className = (String) description.get("class_name");
    if (description.get("registered_name") instanceof String name && name.contains(">")) {
      className = name;
    }
    Map<String, Object> config = new LinkedHashMap<>();
    if (description.get("config") instanceof Map<?, ?> current) {
      current.forEach((key, value) -> put(config, (String) key, value));
    }
    adjust(className, config);
    Map<String, Object> result = Codecs.map("class_name", className, "config", config);
    if (description.get(ObjectCodec.BESIDE) != null) {
      result.put(ObjectCodec.BESIDE, description.get(ObjectCodec.BESIDE));
    }
    if (className.equals("Functional")) {
      CommonNodes.translate(config);
    } else if (className.equals("Sequential")) {
      CommonNodes.returnOneTensor((List<?>) config.get("layers"));
    }
    return result;
  }

  private static void put(Map<String, Object> config, String key, Object value) {
    boolean says = !ONLY_KERAS_3.containsKey(key) || !Objects.equals(ONLY_KERAS_3.get(key), value);
    if (says && key.equals("layers")) {
      config.put(key, layers((List<?>) value));
    } else if (says) {
      config.put(key, WRAPPED.contains(key) ? wrapped(value) : value(value));
    }
  }

  private static Object wrapped(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(CommonDialect::wrapped).toList();
    }
    if (!(value instanceof Map<?, ?> description)) {
      return value;
    }
    Map<String, Object> object = object(description);
    object.put("module", description.get("module"));
    object.put("registered_name", description.get("registered_name"));
    return object;
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map && map.get("class_name") instanceof String className) {
      if (className.equals("DTypePolicy") && map.get("config") instanceof Map<?, ?> policy) {
        return policy.get("name");
      }
      if (className.equals("DTypePolicyMap")) {
        return map;
      }
      if (map.get("module") instanceof String module && ONLY_IN_KERAS_3.contains(module)) {
        return map;
      }
      return map.get("config") instanceof Map<?, ?> ? object(map) : map.get("config");
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(value(item)));
      return items;
    }
    return value;
  }

  /** The layers of a model; what a functional one says of their calls is translated later. */
  private static List<Object> layers(List<?> layers) {
    List<Object> translated = new ArrayList<>();
    Set<String> operations = new HashSet<>();
    for (Object layer : layers) {
      Map<?, ?> description = (Map<?, ?>) layer;
      if (OperationType.isOperationModule((String) description.get("module"))) {
        operations.add((String) description.get("class_name"));
      }
      Map<String, Object> object = object(description);
      for (String key : List.of("name", "inbound_nodes")) {
        if (description.containsKey(key)) {
          object.put(key, description.get(key));
        }
      }
      translated.add(object);
    }
    if (!operations.isEmpty()) {
      throw new ModelException(
          "Legacy .h5 files have no way to say that a model computes with operations outside its"
              + " layers, here "
              + operations
              + ": Keras writes such files and cannot load them. Save the model as `.keras`, or"
              + " only its weights");
    }
    return translated;
  }

  private static void adjust(String className, Map<String, Object> config) {
    switch (className) {
      case "InputLayer" -> rename(config, "batch_shape", "batch_input_shape");
      case "LeakyReLU" -> rename(config, "negative_slope", "alpha");
      case "ZeroPadding1D" -> config.remove("data_format", "channels_last");
      default -> {}
    }
  }

  /** Gives a key another name, at its place. */
  private static void rename(Map<String, Object> config, String from, String to) {
    Map<String, Object> copy = new LinkedHashMap<>(config);
    config.clear();
    copy.forEach((key, value) -> config.put(key.equals(from) ? to : key, value));
  }
}
