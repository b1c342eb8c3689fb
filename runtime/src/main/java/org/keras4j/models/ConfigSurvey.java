package org.keras4j.models;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeRegistry;

/** Lists what a config is made of, and what of it is not known, in one walk. */
final class ConfigSurvey {
  /** Endings of the keys whose values may be the bare name of an object. */
  private static final List<String> NAMING =
      List.of("activation", "initializer", "regularizer", "constraint");

  /** Keys behind which no layer, function or object of a kind that can be registered is. */
  private static final Set<String> APART = Set.of("compile_config", "dtype", "build_config");

  private static final Set<String> VALUES = Set.of("TensorShape", "TypeSpec", "slice");

  private final TypeRegistry registry;
  private final Set<Class<?>> kinds = new LinkedHashSet<>();
  private final Map<String, Integer> layers = new TreeMap<>();
  private final Set<String> unknown = new TreeSet<>();
  private final Deque<Object> open = new ArrayDeque<>();

  private ConfigSurvey(TypeRegistry registry) {
    this.registry = registry;
    registry.types().stream().map(ObjectType::kind).forEach(kinds::add);
  }

  static ConfigSurvey of(Map<String, Object> config, TypeRegistry registry) {
    ConfigSurvey survey = new ConfigSurvey(registry);
    survey.open.push(config);
    while (!survey.open.isEmpty()) {
      survey.visit(survey.open.pop());
    }
    return survey;
  }

  Map<String, Integer> layers() {
    return layers;
  }

  List<String> unknown() {
    return List.copyOf(unknown);
  }

  private void visit(Object value) {
    if (value instanceof Map<?, ?> map) {
      object(map);
      map.forEach(this::entry);
    } else if (value instanceof List<?> list) {
      list.forEach(this::push);
    }
  }

  private void push(Object value) {
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      open.push(value);
    }
  }

  private void entry(Object key, Object value) {
    if (APART.contains(key)) {
      return;
    }
    if (key.equals("layers") && value instanceof List<?> list) {
      list.forEach(this::countLayer);
    }
    if (value instanceof String name && NAMING.stream().anyMatch(key.toString()::endsWith)) {
      require(name, null);
    }
    push(value);
  }

  private void countLayer(Object layer) {
    if (layer instanceof Map<?, ?> map && map.get("class_name") instanceof String type) {
      layers.merge(type, 1, Integer::sum);
    }
  }

  private void object(Map<?, ?> map) {
    if (!(map.get("class_name") instanceof String type)
        || type.startsWith("__")
        || VALUES.contains(type)
        || !map.containsKey("config")) {
      return;
    }
    if (type.equals("function")) {
      if (map.get("config") instanceof String function) {
        require(function, registered(map));
      }
    } else {
      require(type, registered(map));
    }
  }

  private static String registered(Map<?, ?> map) {
    return map.get("registered_name") instanceof String name && name.indexOf('>') >= 0
        ? name
        : null;
  }

  /** Notes a name that no kind of object has; {@code registered} goes before it, unless null. */
  private void require(String name, String registered) {
    if (!isKnown(name) && (registered == null || !isKnown(registered))) {
      unknown.add(registered == null ? name : registered);
    }
  }

  private boolean isKnown(String name) {
    return kinds.stream().anyMatch(kind -> registry.find(kind, name).isPresent());
  }
}
