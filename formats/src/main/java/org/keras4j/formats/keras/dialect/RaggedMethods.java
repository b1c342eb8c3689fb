package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The layers {@code ClassMethod}, {@code InstanceMethod} and {@code InstanceProperty} of tf.keras:
 * what ragged tensors can do.
 */
final class RaggedMethods {
  private static final Set<String> CLASSES =
      Set.of("ClassMethod", "InstanceMethod", "InstanceProperty");

  /** Arguments that do not change what is computed. */
  private static final Set<String> MEANINGLESS = Set.of("name", "row_splits_dtype");

  private static final Object ALL = Calls.slice(null, null, null);

  private RaggedMethods() {}

  static boolean is(String className) {
    return CLASSES.contains(className);
  }

  /** Makes a call of a method one of operations on padded tensors. */
  static void apply(RaggedCall call) {
    if (call.layer().className().equals("ClassMethod")) {
      fromTensor(call);
      return;
    }
    Object x = call.ragged();
    Rows rows = call.graph().rows(x);
    String method = String.valueOf(call.layer().get("attr_name"));
    switch (method) {
      case "values", "flat_values" -> alias(call, x, rows.flat(true));
      case "with_values", "with_flat_values" -> withValues(call, rows);
      case "with_row_splits_dtype" -> alias(call, x, rows);
      case "to_tensor" -> call.becomes(toTensor(call, rows));
      case "to_sparse" -> {
        arguments(call);
        call.becomes(dense(call, rows, call.padded("", x, 0L)));
      }
      case "row_lengths" -> {
        Object axis = arguments(call, "axis").get("axis");
        call.becomes(isNumber(axis, 0) ? rowCount(call, rows) : lengths(call, rows, axis));
      }
      case "nested_row_lengths" -> {
        arguments(call);
        call.becomes(call.lengths("", rows));
      }
      case "nrows" -> {
        arguments(call);
        call.becomes(rowCount(call, rows));
      }
      case "bounding_shape" -> call.becomes(boundingShape(call, rows));
      default ->
          throw call.refused(
              "of the method `"
                  + method
                  + "` of a ragged tensor, which is not supported: its result is as large as the rows"
                  + " are");
    }
  }

  /** {@code x} under the name of this call, with rows of its own. */
  private static void alias(RaggedCall call, Object x, Rows rows) {
    Object copy = call.operation("", "Copy", List.of(x));
    call.graph().shape(copy, rows);
    call.becomes(copy);
  }

  private static Object dense(RaggedCall call, Rows rows, Object tensor) {
    call.graph().shape(tensor, rows.mask(null));
    return tensor;
  }

  /** The arguments of an instance's method; others than {@code names} must not be given. */
  private static Map<String, Object> arguments(RaggedCall call, String... names) {
    List<?> args = call.keywords().get("args") instanceof List<?> list ? list : List.of();
    return arguments(call, args, names);
  }

  private static Map<String, Object> arguments(RaggedCall call, List<?> args, String... names) {
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      arguments.put(i < names.length ? names[i] : "argument " + i, args.get(i));
    }
    if (call.keywords().get("kwargs") instanceof Map<?, ?> named) {
      named.forEach((key, value) -> arguments.put(String.valueOf(key), value));
    }
    arguments.forEach(
        (name, value) -> {
          boolean known = List.of(names).contains(name) || MEANINGLESS.contains(name);
          if (!known && value != null && !isDefault(name, value)) {
            throw call.refused("with the argument `" + name + "`, which is not supported");
          }
        });
    return arguments;
  }

  private static boolean isDefault(String name, Object value) {
    return name.equals("out_type") && "int64".equals(value)
        || name.equals("ragged_rank") && isNumber(value, 1);
  }

  private static boolean isNumber(Object value, int number) {
    return value instanceof Number n && n.doubleValue() == number;
  }

  private static Object lengths(RaggedCall call, Rows rows, Object axis) {
    if (axis != null && !isNumber(axis, 1)) {
      throw call.refused("of row_lengths for the axis " + axis + ", which is not supported");
    }
    return call.lengths("", rows);
  }

  private static Object rowCount(RaggedCall call, Rows rows) {
    Object ones = call.operation("_rows", "OnesLike", List.of(call.lengths("_lengths", rows)));
    return call.operation("", "Sum", List.of(ones));
  }

  private static Object boundingShape(RaggedCall call, Rows rows) {
    Object axis = arguments(call, "axis").get("axis");
    if (isNumber(axis, 0)) {
      return rowCount(call, rows);
    }
    if (isNumber(axis, 1)) {
      return call.operation("", "Max", List.of(call.lengths("_lengths", rows)));
    }
    throw call.refused("of bounding_shape for other axes than 0 and 1, which is not supported");
  }

  private static void withValues(RaggedCall call, Rows rows) {
    Object values = arguments(call, "new_values").get("new_values");
    Rows flat = call.graph().rows(values);
    if (flat == null || !flat.flat() || !flat.mask().equals(rows.mask())) {
      throw call.refused(
          "that gives a ragged tensor other values than those computed from its own `values`, which is"
              + " not supported");
    }
    alias(call, values, flat.flat(false));
  }

  private static Object toTensor(RaggedCall call, Rows rows) {
    Map<String, Object> arguments = arguments(call, "default_value", "name", "shape");
    Object value = arguments.get("default_value");
    if (Calls.isTensor(value) || value instanceof List<?>) {
      throw call.refused("that pads a ragged tensor with a tensor, which is not supported");
    }
    Object filler = value == null ? (Object) 0L : value;
    Long length = length(call, arguments.get("shape"), rows.rank());
    return dense(
        call,
        rows,
        length == null ? call.padded("", call.input(), filler) : cut(call, rows, length, filler));
  }

  /** How long {@code shape} wants the rows; null where it does not say. */
  private static Long length(RaggedCall call, Object shape, int rank) {
    Object items = shape instanceof Map<?, ?> map ? map.get("items") : shape;
    if (shape == null) {
      return null;
    }
    // Further dimensions are those of the tensor: TensorFlow refuses others.
    if (!(items instanceof List<?> list)
        || list.size() != rank
        || list.get(0) != null
        || list.get(1) != null && !(list.get(1) instanceof Number n && n.longValue() >= 0)
        || Calls.holdsTensor(list)) {
      throw call.refused(
          "of to_tensor with a `shape` other than (None, length, ...), which is not supported");
    }
    return list.get(1) == null ? null : ((Number) list.get(1)).longValue();
  }

  /** Rows of {@code length} places: longer ones are cut, shorter ones padded. */
  private static Object cut(RaggedCall call, Rows rows, long length, Object filler) {
    Object padded = call.padded("_padded", call.input(), filler);
    List<Object> widths = new ArrayList<>();
    List<Object> key = new ArrayList<>();
    for (int axis = 0; axis < rows.rank(); axis++) {
      widths.add(List.of(0L, axis == 1 ? length : 0L));
      key.add(axis == 1 ? Calls.slice(null, length, null) : ALL);
    }
    Object longer = call.operation("_longer", "Pad", List.of(padded, filler), "pad_width", widths);
    return call.operation("", "GetItem", List.of(longer, key));
  }

  private static void fromTensor(RaggedCall call) {
    Object symbol = call.layer().get("cls_symbol");
    Object method = call.layer().get("method_name");
    if (!"RaggedTensor".equals(symbol) || !"from_tensor".equals(method)) {
      throw call.refused(
          "of tf."
              + symbol
              + "."
              + method
              + ", which is not supported: only RaggedTensor.from_tensor is");
    }
    List<?> args =
        call.input() instanceof List<?> list ? list : Collections.singletonList(call.input());
    Map<String, Object> arguments = arguments(call, args, "tensor", "lengths", "padding");
    Object x = arguments.get("tensor");
    Rows known = call.graph().shape(x);
    if (known == null || known.mask() != null || known.dtype().equals("string")) {
      throw call.refused(
          "of RaggedTensor.from_tensor for strings or a tensor whose rank is not known, which is not"
              + " supported");
    }
    Object mask = mask(call, x, known.rank(), arguments.get("lengths"), arguments.get("padding"));
    alias(call, x, known.mask(mask));
  }

  private static Object mask(RaggedCall call, Object x, int rank, Object lengths, Object padding) {
    if (padding != null) {
      if (rank != 2 || !(padding instanceof Number) || lengths != null) {
        throw call.refused(
            "of RaggedTensor.from_tensor with a vector of padding, which is not supported");
      }
      return trailing(call, call.operation("_present", "NotEqual", List.of(x, padding)));
    }
    Object ones =
        call.operation("_ones", "OnesLike", List.of(places(call, x, rank)), "dtype", "int64");
    if (lengths == null) {
      return call.operation("_mask", "Cast", List.of(ones), "dtype", "bool");
    }
    if (!Calls.isTensor(lengths)) {
      throw call.refused(
          "of RaggedTensor.from_tensor with nested or constant lengths, which is not supported");
    }
    Object number = call.operation("_number", "Cumsum", List.of(ones), "axis", 1L);
    Object last = call.operation("_last", "ExpandDims", List.of(lengths), "axis", -1L);
    return call.operation("_mask", "LessEqual", List.of(number, last));
  }

  /** One number a place, as (batch, places). */
  private static Object places(RaggedCall call, Object x, int rank) {
    if (rank == 2) {
      return x;
    }
    List<Object> key = new ArrayList<>(List.of(ALL, ALL));
    for (int axis = 2; axis < rank; axis++) {
      key.add(0L);
    }
    return call.operation("_places", "GetItem", List.of(x, key));
  }

  /** Places up to the last one that is present. */
  private static Object trailing(RaggedCall call, Object present) {
    Object ones = call.operation("_ones", "Cast", List.of(present), "dtype", "int64");
    Object turned = call.operation("_turned", "Flip", List.of(ones), "axis", 1L);
    Object seen = call.operation("_seen", "Cumsum", List.of(turned), "axis", 1L);
    Object back = call.operation("_back", "Flip", List.of(seen), "axis", 1L);
    return call.operation("_mask", "Greater", List.of(back, 0L));
  }
}
