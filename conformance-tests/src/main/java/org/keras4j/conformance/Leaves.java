package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Structures in fixtures, whose leaves are {@code {"array": name}}. */
final class Leaves {
  private Leaves() {}

  /** All leaves in flattening order: lists in order, dictionaries by sorted key. */
  static List<Map<?, ?>> of(Object structure) {
    List<Map<?, ?>> leaves = new ArrayList<>();
    if (isLeaf(structure)) {
      leaves.add((Map<?, ?>) structure);
    } else if (structure instanceof Map<?, ?> map) {
      new TreeMap<>(map).values().forEach(item -> leaves.addAll(of(item)));
    } else if (structure instanceof List<?> list) {
      list.forEach(item -> leaves.addAll(of(item)));
    }
    return leaves;
  }

  /** The structure with its leaves replaced. */
  static Object map(Object structure, Function<Map<?, ?>, ?> change) {
    if (isLeaf(structure)) {
      return change.apply((Map<?, ?>) structure);
    }
    if (structure instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach((key, item) -> result.put((String) key, map(item, change)));
      return result;
    }
    if (structure instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(map(item, change)));
      return result;
    }
    return structure;
  }

  static String name(Map<?, ?> leaf) {
    return (String) leaf.get("array");
  }

  private static boolean isLeaf(Object structure) {
    return structure instanceof Map<?, ?> map && map.get("array") instanceof String;
  }
}
