package org.keras4j.formats.keras.dialect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the layers whose calls an old file counts from 1. Models that were made with an input had a
 * first call already, linking their own input to their output.
 */
final class NodeNumbers {
  private static final Set<String> FUNCTIONAL = Set.of("Functional", "Model");

  private NodeNumbers() {}

  static boolean isFunctional(Map<String, Object> layer) {
    return FUNCTIONAL.contains(layer.get("class_name"));
  }

  /** Names of the layers whose calls are counted from 1. */
  static Set<String> shifted(Map<String, Map<String, Object>> layers) {
    Set<String> candidates = new HashSet<>();
    layers.forEach(
        (name, layer) -> {
          if (isFunctional(layer) || "Sequential".equals(layer.get("class_name"))) {
            candidates.add(name);
          }
        });
    if (!candidates.isEmpty()) {
      // A call of number 0 shows that a model's calls are counted from 0: a Sequential without
      // input.
      layers.values().forEach(layer -> removeZeros(layer.get("inbound_nodes"), candidates));
    }
    return candidates;
  }

  private static void removeZeros(Object nodes, Set<String> candidates) {
    Deque<Object> open = new ArrayDeque<>();
    if (nodes instanceof List<?>) {
      open.push(nodes);
    }
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof List<?> list) {
        if (list.size() >= 3
            && list.get(0) instanceof String name
            && list.get(1) instanceof Number node
            && node.longValue() == 0) {
          candidates.remove(name);
        }
        pushAll(list, open);
      } else if (value instanceof Map<?, ?> map) {
        pushAll(map.values(), open);
      }
    }
  }

  private static void pushAll(Iterable<?> values, Deque<Object> open) {
    for (Object value : values) {
      if (value instanceof List<?> || value instanceof Map<?, ?>) {
        open.push(value);
      }
    }
  }
}
