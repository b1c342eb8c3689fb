package org.keras4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.operations.SliceIndex;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** The tagged values that Keras writes among the arguments of a call: arrays, slices, dtypes. */
final class CallValues {
  private CallValues() {}

  /** The value of {@code {"class_name": tag, "config": ...}}. */
  static Object decode(Map<?, ?> map, UnaryOperator<Object> resolve, ReadContext context) {
    String tag = (String) map.get("class_name");
    Map<String, Object> config =
        map.get("config") instanceof Map<?, ?>
            ? ReadContext.configMap(tag, map.get("config"))
            : Map.of();
    return switch (tag) {
      case "__tensor__" ->
          Constant.of(array(config.get("value"), String.valueOf(config.get("dtype"))));
      case "__numpy__" ->
          Constant.of(array(config.get("value"), String.valueOf(config.get("dtype"))));
      case "__slice__" ->
          new SliceIndex(
              resolve.apply(config.get("start")),
              resolve.apply(config.get("stop")),
              resolve.apply(config.get("step")));
      case "__ellipsis__" -> SliceIndex.ELLIPSIS;
      case "__tuple__" -> resolve.apply(map.get("config"));
      case "DTypePolicy" -> DTypePolicy.CODEC.read(map, context).name();
      case "function" -> map.get("config");
      default ->
          throw new ConfigException(
              "Functional: cannot read a call argument of type '" + tag + "': " + Text.of(map));
    };
  }

  /** Call arguments as Keras writes them, tensors as {@code tensor} says. */
  static Object encode(Object value, Function<Tensor, Object> tensor) {
    if (value instanceof Tensor t) {
      return tensor.apply(t);
    }
    if (value == SliceIndex.ELLIPSIS) {
      return Codecs.map("class_name", "__ellipsis__", "config", Map.of());
    }
    if (value instanceof SliceIndex slice) {
      return Codecs.map(
          "class_name",
          "__slice__",
          "config",
          Codecs.map("start", slice.start(), "stop", slice.stop(), "step", slice.step()));
    }
    if (value instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(encode(item, tensor)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put((String) key, encode(item, tensor)));
      return items;
    }
    return value;
  }

  /** An array among call arguments, as Keras writes NumPy's. */
  static Object encode(NDArray array) {
    return Codecs.map(
        "class_name",
        "__numpy__",
        "config",
        Codecs.map("value", nested(array, 0, 0), "dtype", array.dtype().kerasName()));
  }

  /** The part of an array that begins at {@code offset}, from axis {@code axis} on. */
  private static Object nested(NDArray array, int axis, int offset) {
    if (axis == array.shape().rank()) {
      return switch (array.dtype().kind()) {
        case BOOL -> array.getLong(offset) != 0;
        case FLOAT -> array.getDouble(offset);
        default -> array.getLong(offset);
      };
    }
    List<Object> items = new ArrayList<>();
    for (int i = 0; i < array.shape().dim(axis); i++) {
      items.add(nested(array, axis + 1, offset + i * array.shape().strides()[axis]));
    }
    return items;
  }

  /** Nested lists of numbers as an array. */
  static NDArray array(Object value, String dtype) {
    List<Integer> dims = new ArrayList<>();
    Object level = value;
    while (level instanceof List<?> list) {
      dims.add(list.size());
      level = list.isEmpty() ? null : list.get(0);
    }
    Shape shape = Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
    NDArray.Builder builder = NDArray.builder(DType.of(dtype), shape);
    List<Object> leaves = new ArrayList<>();
    collect(value, leaves);
    if (leaves.size() != builder.size()) {
      throw new ConfigException("A constant array is ragged: " + Text.of(value));
    }
    for (int i = 0; i < leaves.size(); i++) {
      Object leaf = leaves.get(i);
      if (leaf instanceof Boolean b) {
        builder.set(i, b ? 1L : 0L);
      } else if (leaf instanceof Long || leaf instanceof Integer) {
        builder.set(i, ((Number) leaf).longValue());
      } else if (leaf instanceof Number n) {
        builder.set(i, n.doubleValue());
      } else {
        throw new ConfigException("A constant array holds " + Text.of(leaf));
      }
    }
    return builder.build();
  }

  private static void collect(Object value, List<Object> leaves) {
    if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, leaves));
    } else {
      leaves.add(value);
    }
  }
}
