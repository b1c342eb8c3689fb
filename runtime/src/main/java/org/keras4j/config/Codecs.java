package org.keras4j.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.keras4j.tensor.Shape;

/** The codecs of plain values. */
public final class Codecs {
  public static final Codec<Boolean> BOOL = of("a boolean", Codecs::readBoolean, value -> value);
  public static final Codec<Integer> INT = of("an integer", Codecs::readInt, value -> value);
  public static final Codec<Double> FLOAT = of("a number", Codecs::readDouble, value -> value);
  public static final Codec<String> STRING =
      of("a string", json -> json instanceof String s ? s : null, value -> value);

  /** Any config value as it stands. */
  public static final Codec<Object> ANY =
      new Codec<>() {
        @Override
        public Object read(Object json, ReadContext context) {
          return json;
        }

        @Override
        public Object write(Object value) {
          return value;
        }
      };

  /** An integer or a list of integers: {@code 3} is {@code [3]}. Written as a list. */
  public static final Codec<List<Integer>> INTS =
      of("an integer or a list of integers", Codecs::readInts, value -> value);

  /** An axis or a list of axes. A single one is written as an integer. */
  public static final Codec<List<Integer>> AXES =
      of(
          "an integer or a list of integers",
          Codecs::readInts,
          value -> value.size() == 1 ? value.get(0) : value);

  /** A number or a list of numbers: {@code 3} is {@code [3.0]}. Written as it would be in Keras. */
  public static final Codec<List<Double>> FLOATS =
      of(
          "a number or a list of numbers",
          Codecs::readDoubles,
          value -> value.size() == 1 ? value.get(0) : value);

  /** A shape: a list in which {@code null} is an unknown dimension. */
  public static final Codec<Shape> SHAPE =
      of("a list of dimensions", Codecs::readShape, Codecs::writeShape);

  private Codecs() {}

  /** A codec from two functions; {@code read} gives null for what is not of the type. */
  public static <T> Codec<T> of(
      String expected, Function<Object, T> read, Function<T, Object> write) {
    return of(expected, (json, context) -> read.apply(json), write);
  }

  /** A codec from two functions; {@code read} gives null for what is not of the type. */
  public static <T> Codec<T> of(
      String expected, BiFunction<Object, ReadContext, T> read, Function<T, Object> write) {
    return new Codec<>() {
      @Override
      public T read(Object json, ReadContext context) {
        T value = json == null ? null : read.apply(json, context);
        if (value == null) {
          throw new ConfigException("Expected " + expected + ". Received: " + Text.of(json));
        }
        return value;
      }

      @Override
      public Object write(T value) {
        return write.apply(value);
      }
    };
  }

  /** One of an enum's constants, by the Keras name that {@code name} gives. */
  public static <E extends Enum<E>> Codec<E> choice(Class<E> type, Function<E, String> name) {
    String expected =
        "one of "
            + Arrays.stream(type.getEnumConstants()).map(e -> "'" + name.apply(e) + "'").toList();
    return of(
        expected,
        json ->
            Arrays.stream(type.getEnumConstants())
                .filter(e -> json instanceof String s && name.apply(e).equalsIgnoreCase(s))
                .findFirst()
                .orElse(null),
        name::apply);
  }

  /** A list of values of one type; a single value is a list of one. */
  public static <T> Codec<List<T>> list(Codec<T> element) {
    return new Codec<>() {
      @Override
      public List<T> read(Object json, ReadContext context) {
        List<?> items = json instanceof List<?> list ? list : List.of(json);
        List<T> result = new ArrayList<>();
        items.forEach(item -> result.add(element.read(item, context)));
        return List.copyOf(result);
      }

      @Override
      public Object write(List<T> value) {
        return value.stream().map(element::write).toList();
      }
    };
  }

  private static Boolean readBoolean(Object json) {
    if (json instanceof Number n) {
      return n.doubleValue() != 0;
    }
    return json instanceof Boolean b ? b : null;
  }

  private static Integer readInt(Object json) {
    if (json instanceof Number n && n.doubleValue() == n.intValue()) {
      return n.intValue();
    }
    return json instanceof Boolean b ? (b ? 1 : 0) : null;
  }

  private static Double readDouble(Object json) {
    return json instanceof Number n ? Double.valueOf(n.doubleValue()) : null;
  }

  private static List<Integer> readInts(Object json) {
    List<Integer> result = new ArrayList<>();
    for (Object item : json instanceof List<?> list ? list : List.of(json)) {
      Integer value = item == null ? null : readInt(item);
      if (value == null) {
        return null;
      }
      result.add(value);
    }
    return List.copyOf(result);
  }

  private static List<Double> readDoubles(Object json) {
    List<Double> result = new ArrayList<>();
    for (Object item : json instanceof List<?> list ? list : List.of(json)) {
      if (!(item instanceof Number n)) {
        return null;
      }
      result.add(n.doubleValue());
    }
    return List.copyOf(result);
  }

  private static Shape readShape(Object json) {
    if (json instanceof Number n) {
      return Shape.of(n.intValue());
    }
    if (json instanceof Map<?, ?> map && map.get("items") instanceof List<?> items) {
      return readShape(items); // the legacy notation of tuples and TensorShapes
    }
    if (!(json instanceof List<?> list)
        || !list.stream().allMatch(d -> d == null || d instanceof Number)) {
      return null;
    }
    return Shape.ofNullable(list.stream().map(d -> (Number) d).toList());
  }

  private static Object writeShape(Shape shape) {
    List<Object> dims = new ArrayList<>();
    for (int dim : shape.dims()) {
      dims.add(dim == Shape.UNKNOWN ? null : dim);
    }
    return dims;
  }

  /** An ordered map of the given keys and values, in which values may be null. */
  public static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }
}
