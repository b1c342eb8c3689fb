package org.keras4j.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.layers.Structures;

/** Matches targets, weights, losses and metrics with the structure of a model's outputs. */
final class OutputStructure {
  private OutputStructure() {}

  static boolean isNested(Object structure) {
    return structure instanceof List<?> || structure instanceof Map<?, ?>;
  }

  /** Whether both have the same lists and maps around their leaves. */
  static boolean isSame(Object a, Object b) {
    if (a instanceof List<?> listA && b instanceof List<?> listB) {
      if (listA.size() != listB.size()) {
        return false;
      }
      for (int i = 0; i < listA.size(); i++) {
        if (!isSame(listA.get(i), listB.get(i))) {
          return false;
        }
      }
      return true;
    }
    if (a instanceof Map<?, ?> mapA && b instanceof Map<?, ?> mapB) {
      return mapA.keySet().equals(mapB.keySet())
          && mapA.keySet().stream().allMatch(key -> isSame(mapA.get(key), mapB.get(key)));
    }
    return !isNested(a) && !isNested(b);
  }

  /** All leaves, null ones too; maps in the order of their sorted keys. */
  static List<Object> flatten(Object structure) {
    List<Object> leaves = new ArrayList<>();
    collect(structure, leaves);
    return leaves;
  }

  private static void collect(Object structure, List<Object> leaves) {
    if (structure instanceof List<?> list) {
      list.forEach(item -> collect(item, leaves));
    } else if (structure instanceof Map<?, ?> map) {
      new java.util.TreeMap<>(map).values().forEach(item -> collect(item, leaves));
    } else {
      leaves.add(structure);
    }
  }

  /** The leaves in another structure of as many tensors. */
  static Object pack(Object tensorStructure, List<?> leaves) {
    Iterator<?> next = leaves.iterator();
    return Structures.mapTensors(tensorStructure, tensor -> next.next());
  }

  /** What lies at a path of map keys and list indices. */
  static Object at(Object structure, List<Object> path) {
    Object found = structure;
    for (Object key : path) {
      found =
          found instanceof Map<?, ?> map
              ? map.get(key)
              : found instanceof List<?> list ? list.get((Integer) key) : found;
    }
    return found;
  }

  /** The entries of a map in the order of {@code names}. */
  static List<Object> byName(Map<?, ?> map, List<String> names) {
    List<Object> values = new ArrayList<>();
    names.forEach(name -> values.add(map.get(name)));
    return values;
  }

  static boolean hasNames(Object structure, List<String> names) {
    return structure instanceof Map<?, ?> map && map.keySet().equals(Set.copyOf(names));
  }

  /** The structure with each tensor's shape, for messages. */
  static String shapes(Object structure) {
    return Structures.shapes(structure);
  }
}
