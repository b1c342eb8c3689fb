package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds the current notation of calls in a functional model. */
final class Calls {
  private Calls() {}

  /** A tensor: output {@code output} of call {@code node} of a layer. */
  static Map<String, Object> tensor(String layer, long node, long output) {
    List<Object> history = new ArrayList<>(List.of(layer, node, output));
    return tagged("__keras_tensor__", map("keras_history", history));
  }

  static Map<String, Object> slice(Object start, Object stop, Object step) {
    Map<String, Object> config = map("start", start);
    config.put("stop", stop);
    config.put("step", step);
    return tagged("__slice__", config);
  }

  static Map<String, Object> ellipsis() {
    return tagged("__ellipsis__", new LinkedHashMap<>());
  }

  static Map<String, Object> call(List<Object> args, Map<String, Object> kwargs) {
    Map<String, Object> call = map("args", args);
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
    Map<String, Object> envelope = map("module", module);
    envelope.put("class_name", className);
    Map<String, Object> config = map("name", name);
    config.putAll(arguments);
    envelope.put("config", config);
    envelope.put("registered_name", className);
    envelope.put("name", name);
    envelope.put("inbound_nodes", nodes);
    return envelope;
  }

  private static Map<String, Object> tagged(String tag, Map<String, Object> config) {
    Map<String, Object> value = map("class_name", tag);
    value.put("config", config);
    return value;
  }

  private static Map<String, Object> map(String key, Object value) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }
}
