package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.keras4j.graph.Tensor;

/**
 * Nested arguments and outputs: a tensor, or a {@code List} or {@code Map} of such, with plain
 * values between them. Keras: {@code keras.tree}; dictionaries are walked in the order of their
 * sorted keys.
 */
public final class Structures {
  private Structures() {}

  /** All leaves of a type, depth first. */
  public static <T> List<T> flatten(Object structure, Class<T> leafType) {
    List<T> leaves = new ArrayList<>();
    collect(structure, leafType, leaves);
    return leaves;
  }

  /** All tensors, depth first. */
  public static List<Tensor> tensors(Object structure) {
    return flatten(structure, Tensor.class);
  }

  private static <T> void collect(Object structure, Class<T> leafType, List<T> leaves) {
    if (leafType.isInstance(structure)) {
      leaves.add(leafType.cast(structure));
    } else if (structure instanceof List<?> list) {
      list.forEach(item -> collect(item, leafType, leaves));
    } else if (structure instanceof Map<?, ?> map) {
      new TreeMap<>(map).values().forEach(item -> collect(item, leafType, leaves));
    }
  }

  /** The same structure with every leaf of a type replaced; visits in flattening order. */
  public static <T> Object map(Object structure, Class<T> leafType, Function<T, ?> change) {
    if (leafType.isInstance(structure)) {
      return change.apply(leafType.cast(structure));
    }
    if (structure instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(map(item, leafType, change)));
      return java.util.Collections.unmodifiableList(result);
    }
    if (structure instanceof Map<?, ?> map) {
      Map<Object, Object> changed = new TreeMap<>();
      new TreeMap<>(map).forEach((key, item) -> changed.put(key, map(item, leafType, change)));
      Map<Object, Object> result = new LinkedHashMap<>();
      map.keySet().forEach(key -> result.put(key, changed.get(key)));
      return java.util.Collections.unmodifiableMap(result);
    }
    return structure;
  }

  /** The same structure with every tensor replaced. */
  public static Object mapTensors(Object structure, Function<Tensor, ?> change) {
    return map(structure, Tensor.class, change);
  }

  /** The only tensor of a structure, or its first. */
  public static Tensor first(Object structure) {
    List<Tensor> tensors = tensors(structure);
    return tensors.isEmpty() ? null : tensors.get(0);
  }

  /** Shapes instead of tensors, for messages. */
  public static String shapes(Object structure) {
    return String.valueOf(mapTensors(structure, t -> t.shape().toString()));
  }

  /** A list that may hold nulls. */
  public static List<Object> list(Object... items) {
    return java.util.Collections.unmodifiableList(Arrays.asList(items));
  }
}
