package org.keras4j.formats.keras.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.keras4j.config.TypeRegistry;

/** Translates configs of older Keras versions to the current notation. */
public final class Dialects {
  private Dialects() {}

  /**
   * Translates a config in place: every object in it, from the outside in.
   *
   * @param model plain values whose maps and lists can be changed, as read from JSON
   * @param version what wrote it
   * @param registry the known types, for files that do not say which names are operations
   */
  public static void translate(
      Map<String, Object> model, KerasVersion version, TypeRegistry registry) {
    List<RuleTable> tables = tables(version, registry);
    // A stack of its own, since models may be nested as deep as the file says.
    Deque<Object> open = new ArrayDeque<>();
    open.push(model);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof Map<?, ?> map) {
        normalizeList(map);
        ConfigObject object = ConfigObject.orNull(map);
        if (object != null) {
          tables.forEach(table -> table.apply(object));
        }
        pushAll(map.values(), open);
      } else if (value instanceof List<?> list) {
        pushAll(list, open);
      }
    }
  }

  private static void pushAll(Iterable<?> values, Deque<Object> open) {
    for (Object value : values) {
      if (value instanceof Map<?, ?> || value instanceof List<?>) {
        open.push(value);
      }
    }
  }

  /** Up to Keras 2.2.2 the config of a Sequential is the bare list of its layers. */
  @SuppressWarnings("unchecked")
  private static void normalizeList(Map<?, ?> map) {
    if ("Sequential".equals(map.get("class_name")) && map.get("config") instanceof List<?> layers) {
      Map<String, Object> config = new java.util.LinkedHashMap<>();
      config.put("layers", layers);
      ((Map<String, Object>) map).put("config", config);
    }
  }

  private static List<RuleTable> tables(KerasVersion version, TypeRegistry registry) {
    List<RuleTable> tables = new ArrayList<>();
    if (version.isBefore(2, 0)) {
      tables.add(Keras1.RULES);
    }
    if (version.isBefore(2, 3)) {
      tables.add(Keras2.BEFORE_2_3);
    }
    if (version.isBefore(3, 0)) {
      tables.add(Keras2.RULES);
    }
    if (version.isBefore(3, 7)) {
      tables.add(Keras3.before37());
    }
    if (version.isBefore(3, 10)) {
      tables.add(Keras3.before310());
    }
    if (version.isBefore(3, 11)) {
      tables.add(Keras3.before311());
    }
    tables.add(Keras3.rules(registry));
    return tables;
  }
}
