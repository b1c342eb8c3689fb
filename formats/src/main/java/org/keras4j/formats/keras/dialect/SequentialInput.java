package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In Keras 2 the first layer of a Sequential may carry the input's shape ({@code
 * batch_input_shape}); now an InputLayer stands before it.
 */
final class SequentialInput {
  private SequentialInput() {}

  static void translate(ConfigObject sequential) {
    if (!(sequential.get("layers") instanceof List<?> given)) {
      return;
    }
    List<Object> layers = new ArrayList<>(given);
    ConfigObject first = layers.isEmpty() ? null : ConfigObject.orNull(layers.get(0));
    if (first != null && !first.className().equals("InputLayer")) {
      ConfigObject input = inputOf(layers.get(0));
      if (input != null) {
        layers.add(0, inputLayer(input));
      }
    }
    sequential.put("layers", layers);
  }

  /**
   * The layer that says the shape of what a stack is fed with: its first one's first one, and so
   * on.
   */
  private static ConfigObject inputOf(Object layer) {
    Object value = layer;
    while (value instanceof Map<?, ?> map) {
      if (map.get("config") instanceof List<?> bare) {
        value = bare.isEmpty() ? null : bare.get(0);
        continue;
      }
      ConfigObject object = ConfigObject.orNull(value);
      if (object == null) {
        return null;
      }
      if (object.get("batch_input_shape") != null || object.get("batch_shape") != null) {
        return object;
      }
      value = object.get("layers") instanceof List<?> list && !list.isEmpty() ? list.get(0) : null;
    }
    return null;
  }

  private static Map<String, Object> inputLayer(ConfigObject described) {
    Object shape = described.get("batch_input_shape");
    Object dtype = described.get("input_dtype");
    if (dtype == null) {
      dtype = described.get("dtype") instanceof String name ? name : "float32";
    }
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("batch_input_shape", shape == null ? described.get("batch_shape") : shape);
    config.put("dtype", String.valueOf(dtype).startsWith("mixed_") ? "float32" : dtype);
    config.put("name", described.get("name") + "_input");
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("module", "keras.layers");
    envelope.put("class_name", "InputLayer");
    envelope.put("config", config);
    return envelope;
  }
}
