package org.keras4j.formats.keras.dialect;

import java.util.Map;
import java.util.function.UnaryOperator;

/** An object of a config being translated: the map with {@code class_name} and {@code config}. */
record ConfigObject(Map<String, Object> envelope) {
  /** The object that {@code value} describes, or null when it describes none. */
  @SuppressWarnings("unchecked")
  static ConfigObject orNull(Object value) {
    return value instanceof Map<?, ?> map
            && map.get("class_name") instanceof String
            && map.get("config") instanceof Map<?, ?>
        ? new ConfigObject((Map<String, Object>) map)
        : null;
  }

  String className() {
    return (String) envelope.get("class_name");
  }

  void className(String name) {
    envelope.put("class_name", name);
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> config() {
    return (Map<String, Object>) envelope.get("config");
  }

  /** The value at {@code key}, or null. */
  Object get(String key) {
    return config().get(key);
  }

  void put(String key, Object value) {
    config().put(key, value);
  }

  void drop(String... keys) {
    for (String key : keys) {
      config().remove(key);
    }
  }

  /** Moves a value to another key, unless something is there already. */
  void rename(String from, String to) {
    if (config().containsKey(from)) {
      Object value = config().remove(from);
      config().putIfAbsent(to, value);
    }
  }

  /** Replaces the value at {@code key}, if there is one. */
  void convert(String key, UnaryOperator<Object> conversion) {
    if (config().containsKey(key)) {
      config().put(key, conversion.apply(config().get(key)));
    }
  }
}
