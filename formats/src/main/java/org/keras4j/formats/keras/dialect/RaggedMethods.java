package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.Collections;
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
  private static final Object ALL = Calls.slice(null, null, null);

  private RaggedMethods() {}

  static boolean is(String className) {
    return CLASSES.contains(className);
  }

  /** Makes a call of a method one of operations on padded tensors. */
  static void apply(RaggedCall call) {
    if (call.layer().className().equals("ClassMethod")) {
      made(call);
      return;
    }
    Object x = call.input();
    Rows rows = call.rows();
    String method = String.valueOf(call.layer().get("attr_name"));
    switch (method) {
      case "values", "flat_values" -> alias(call, x, rows.flat(true));
      case "with_values", "with_flat_values" -> withValues(call, rows);
      case "with_row_splits_dtype" -> alias(call, x, rows);
      case "to_tensor", "to_sparse" -> call.becomes(dense(call, rows));
      case "row_lengths", "nested_row_lengths" -> call.becomes(call.lengths("", rows));
      case "nrows" -> call.becomes(rowCount(call, rows));
      case "bounding_shape" -> call.becomes(bound(call, rows));
      default ->
          throw call.refused(
              "of the method `"
                  + method
                  + "` of a ragged tensor, which is not supported: its result is as large as the rows are");
    }
  }

  /** {@code x} under the name of this call, with rows of its own. */
  private static void alias(RaggedCall call, Object x, Rows rows) {
    Object copy = call.operation("", "Copy", List.of(x));
    call.graph().shape(copy, rows);
    call.becomes(copy);
  }

  private static void withValues(RaggedCall call, Rows rows) {
    Object values = argument(call, 0, "new_values");
    Rows flat = call.graph().rows(values);
    if (flat == null || !flat.flat()) {
      throw call.refused(
          "that gives a ragged tensor other values than those computed from `values`, which is not supported");
    }
    alias(call, values, flat.flat(false));
  }

  private static Object argument(RaggedCall call, int index, String name) {
    List<?> args = call.keywords().get("args") instanceof List<?> list ? list : List.of();
    return argument(call, args, index, name);
  }

  /** {@code to_tensor(default_value, name, shape)}. */
  private static Object dense(RaggedCall call, Rows rows) {
    Object value = argument(call, 0, "default_value");
    if (RaggedGraph.isTensor(value) || value instanceof List<?>) {
      throw call.refused("that pads a ragged tensor with a tensor, which is not supported");
    }
    Object filler = value == null ? (Object) 0L : value;
    Object length =
        argument(call, 2, "shape") instanceof List<?> shape && shape.size() > 1
            ? shape.get(1)
            : null;
    Object dense =
        length instanceof Number n
            ? ofLength(call, rows, n.longValue(), filler)
            : call.padded("", call.input(), filler);
    call.graph().shape(dense, rows.mask(null));
    return dense;
  }

  /** Rows of {@code length} places: longer ones are cut, shorter ones padded. */
  private static Object ofLength(RaggedCall call, Rows rows, long length, Object filler) {
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

  private static Object rowCount(RaggedCall call, Rows rows) {
    Object ones = call.operation("_rows", "OnesLike", List.of(call.lengths("_lengths", rows)));
    return call.operation("", "Sum", List.of(ones));
  }

  private static Object bound(RaggedCall call, Rows rows) {
    Object axis = argument(call, 0, "axis");
    if (axis instanceof Number n && n.intValue() == 0) {
      return rowCount(call, rows);
    }
    if (axis instanceof Number n && n.intValue() == 1) {
      return call.operation("", "Max", List.of(call.lengths("_lengths", rows)));
    }
    throw call.refused("of bounding_shape for other axes than 0 and 1, which is not supported");
  }

  /** {@code RaggedTensor.from_tensor(tensor, lengths, padding)}. */
  private static void made(RaggedCall call) {
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
    Object x = argument(call, args, 0, "tensor");
    Rows known = RaggedGraph.isTensor(x) ? call.graph().shape(x) : null;
    if (known == null || known.dtype().equals("string")) {
      throw call.refused(
          "of RaggedTensor.from_tensor for strings or a tensor whose rank is not known, which is not"
              + " supported");
    }
    Object mask =
        mask(
            call,
            places(call, x, known.rank()),
            argument(call, args, 1, "lengths"),
            argument(call, args, 2, "padding"));
    alias(call, x, known.mask(mask));
  }

  private static Object argument(RaggedCall call, List<?> args, int index, String name) {
    return args.size() > index
        ? args.get(index)
        : call.keywords().get("kwargs") instanceof Map<?, ?> named ? named.get(name) : null;
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

  private static Object mask(RaggedCall call, Object places, Object lengths, Object padding) {
    if (padding instanceof List<?> || RaggedGraph.isTensor(padding)) {
      throw call.refused(
          "of RaggedTensor.from_tensor with a vector of padding, which is not supported");
    }
    if (padding != null) {
      return trailing(call, call.operation("_present", "NotEqual", List.of(places, padding)));
    }
    Object ones = call.operation("_ones", "OnesLike", List.of(places), "dtype", "int64");
    if (lengths == null) {
      return call.operation("_mask", "Cast", List.of(ones), "dtype", "bool");
    }
    Object number = call.operation("_number", "Cumsum", List.of(ones), "axis", 1L);
    Object last = call.operation("_last", "ExpandDims", List.of(lengths), "axis", -1L);
    return call.operation("_mask", "LessEqual", List.of(number, last));
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
