package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Builds the current notation of calls in a functional model. */
final class Calls {
  private Calls() {}

  /** A tensor: output {@code output} of call {@code node} of a layer. */
  static Map<String, Object> tensor(String layer, long node, long output) {
    List<Object> history = new ArrayList<>(List.of(layer, node, output));
    return tagged("__keras_tensor__", entry("keras_history", history));
  }

  static Map<String, Object> slice(Object start, Object stop, Object step) {
    Map<String, Object> config = entry("start", start);
    config.put("stop", stop);
    config.put("step", step);
    return tagged("__slice__", config);
  }

  static Map<String, Object> ellipsis() {
    return tagged("__ellipsis__", new LinkedHashMap<>());
  }

  static Map<String, Object> call(List<Object> args, Map<String, Object> kwargs) {
    Map<String, Object> call = entry("args", args);
    call.put("kwargs", kwargs);
    return call;
  }

  /**
   * An operation as a layer of a functional model.
   *
   * @param arguments of its constructor
   */
  static Map<String, Object> operation(
      String module,
      String className,
      String name,
      Map<String, Object> arguments,
      List<Object> nodes) {
    Map<String, Object> envelope = entry("module", module);
    envelope.put("class_name", className);
    Map<String, Object> config = entry("name", name);
    config.putAll(arguments);
    envelope.put("config", config);
    envelope.put("registered_name", className);
    envelope.put("name", name);
    envelope.put("inbound_nodes", nodes);
    return envelope;
  }

  private static Map<String, Object> tagged(String tag, Map<String, Object> config) {
    Map<String, Object> value = entry("class_name", tag);
    value.put("config", config);
    return value;
  }

  private static Map<String, Object> entry(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  static boolean isHistory(Object value) {
    return value instanceof List<?> list
        && list.size() == 3
        && list.get(0) instanceof String
        && list.get(1) instanceof Number
        && list.get(2) instanceof Number;
  }

  static boolean isTensor(Object value) {
    return value instanceof Map<?, ?> map
        && "__keras_tensor__".equals(map.get("class_name"))
        && map.get("config") instanceof Map<?, ?> config
        && isHistory(config.get("keras_history"));
  }

  static boolean holdsTensor(Object value) {
    boolean[] found = {false};
    forEachTensor(value, tensor -> found[0] = true);
    return found[0];
  }

  /** Every tensor of a structure, in order. */
  static void forEachTensor(Object value, Consumer<Object> action) {
    mapTensors(
        value,
        tensor -> {
          action.accept(tensor);
          return tensor;
        });
  }

  /** A structure with every tensor replaced. */
  static Object mapTensors(Object value, UnaryOperator<Object> change) {
    if (isTensor(value)) {
      return change.apply(value);
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(mapTensors(item, change)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put(String.valueOf(key), mapTensors(item, change)));
      return items;
    }
    return value;
  }

  static List<Object> key(Object tensor) {
    Map<?, ?> config = (Map<?, ?>) ((Map<?, ?>) tensor).get("config");
    List<?> history = (List<?>) config.get("keras_history");
    return List.of(
        history.get(0),
        ((Number) history.get(1)).longValue(),
        ((Number) history.get(2)).longValue());
  }
}
