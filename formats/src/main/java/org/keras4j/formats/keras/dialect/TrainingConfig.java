package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.Codecs;

/**
 * What a model was compiled with, in the notation of today: {@code training_config} of legacy
 * files, and {@code compile_config} of Keras 2.
 */
public final class TrainingConfig {
  /** Arguments of optimizers that are gone. */
  private static final Set<String> DROPPED_OF_OPTIMIZERS =
      Set.of("decay", "is_legacy_optimizer", "jit_compile", "schedule_decay", "initial_decay");

  /** Arguments of losses and metrics that are gone, or say what the class says. */
  private static final Set<String> DROPPED_OF_LOSSES = Set.of("fn", "reduction_axis");

  private TrainingConfig() {}

  /** A {@code compile_config}; the given map stays as it is. */
  public static Map<String, Object> translate(Map<String, Object> config, KerasVersion version) {
    Map<String, Object> current = new LinkedHashMap<>(config);
    Object optimizer = current.remove("optimizer_config");
    if (optimizer == null) {
      optimizer = current.get("optimizer");
    }
    current.put("optimizer", optimizer(optimizer, version));
    for (String key : List.of("loss", "metrics", "weighted_metrics")) {
      current.put(key, objects(current.get(key)));
    }
    return current;
  }

  private static Object optimizer(Object description, KerasVersion version) {
    if (!(description instanceof Map<?, ?> map)
        || !(map.get("class_name") instanceof String className)
        || !(map.get("config") instanceof Map<?, ?> old)) {
      return description;
    }
    Map<String, Object> config = new LinkedHashMap<>();
    old.forEach((key, value) -> config.put((String) key, value));
    if (config.containsKey("lr")) {
      config.put("learning_rate", config.remove("lr"));
    }
    if (config.get("decay") instanceof Number decay
        && decay.doubleValue() != 0
        && !withoutPackage(className, map.get("module")).equals("Nadam") // there, of the momentum
        && config.get("learning_rate") instanceof Number rate) {
      config.put("learning_rate", decaying(rate, decay));
    }
    if (version.isBefore(2, 4)) {
      // Until then the norm was that of all gradients together.
      Object norm = config.remove("clipnorm");
      if (norm != null) {
        config.put("global_clipnorm", norm);
      }
    }
    config.keySet().removeAll(DROPPED_OF_OPTIMIZERS);
    config.values().removeIf(value -> value == null && version.isBefore(2, 11));
    if (config.get("inner_optimizer") != null) {
      config.put("inner_optimizer", optimizer(config.get("inner_optimizer"), version));
    }
    return Codecs.map(
        "module", map.get("module"),
        "class_name", withoutPackage(className, map.get("module")),
        "config", config,
        "registered_name", map.get("registered_name"));
  }

  /** Keras 2.11 to 2.15 registered its own optimizers under {@code Custom>}. */
  private static String withoutPackage(String className, Object module) {
    return module == null && className.startsWith("Custom>")
        ? className.substring("Custom>".length())
        : className;
  }

  /** {@code decay}: the rate divided by one plus the decay times the iteration. */
  private static Map<String, Object> decaying(Number rate, Number decay) {
    return Codecs.map(
        "module",
        "keras.optimizers.schedules",
        "class_name",
        "InverseTimeDecay",
        "config",
        Codecs.map(
            "initial_learning_rate",
            rate,
            "decay_steps",
            1,
            "decay_rate",
            decay,
            "staircase",
            false,
            "name",
            "InverseTimeDecay"),
        "registered_name",
        null);
  }

  /** Losses or metrics in any structure. */
  private static Object objects(Object structure) {
    if (structure instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(objects(item)));
      return items;
    }
    if (!(structure instanceof Map<?, ?> map)) {
      return structure;
    }
    if (map.get("class_name") instanceof String && map.get("config") instanceof Map<?, ?> old) {
      return object(map, old);
    }
    if (map.get("class_name") instanceof String) {
      return structure;
    }
    Map<String, Object> items = new LinkedHashMap<>();
    map.forEach((key, value) -> items.put((String) key, objects(value)));
    return items;
  }

  private static Object object(Map<?, ?> description, Map<?, ?> old) {
    Map<String, Object> config = new LinkedHashMap<>();
    old.forEach((key, value) -> config.put((String) key, value));
    if (description.get("class_name").equals("MeanMetricWrapper")
        && config.get("fn") instanceof String function) {
      return function; // an accuracy that had been chosen by the shapes of the targets
    }
    config.keySet().removeAll(DROPPED_OF_LOSSES);
    if ("auto".equals(config.get("reduction"))) {
      config.put("reduction", "sum_over_batch_size");
    }
    Map<String, Object> current = new LinkedHashMap<>();
    description.forEach((key, value) -> current.put((String) key, value));
    current.put("config", config);
    return current;
  }
}
