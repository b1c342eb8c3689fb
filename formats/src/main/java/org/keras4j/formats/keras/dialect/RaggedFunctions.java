package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What functions of TensorFlow make of ragged tensors. */
final class RaggedFunctions {
  private static final String REDUCTION = "math.reduce_";
  private static final Set<String> INTEGERS = Set.of("int8", "int16", "int32", "int64");

  /** They make floats of integers. */
  private static final Set<String> DIVISIONS =
      Set.of("math.truediv", "math.divide", "realdiv", "RealDiv", "math.reciprocal");

  private RaggedFunctions() {}

  /** Makes a call of a function one on padded tensors. */
  static void apply(RaggedCall call) {
    String function = String.valueOf(call.layer().get("function"));
    if (TensorFlowFunctions.isElementwise(function)) {
      call.gives(elementwise(call, function));
    } else if (call.rows().flat()) {
      throw notSupported(call, function);
    } else if (function.startsWith(REDUCTION)) {
      reduce(call, function.substring(REDUCTION.length()));
    } else if (function.equals("concat")
        && RaggedLayers.isLastAxis(call, call.keywords().get("axis"))) {
      call.gives(RaggedLayers.allRagged(call));
    } else if (function.equals("expand_dims") && isBehindRows(call)) {
      call.gives(call.rows().rank(call.rows().rank() + 1));
    } else if (function.equals("one_hot") && call.keywords().get("axis") == null) {
      Object dtype = call.keywords().getOrDefault("dtype", "float32");
      call.gives(call.rows().rank(call.rows().rank() + 1).dtype(String.valueOf(dtype)));
    } else if (function.endsWith("softmax")
        && RaggedLayers.isLastAxis(call, call.keywords().get("axis"))) {
      call.gives(call.rows());
    } else {
      throw notSupported(call, function);
    }
  }

  private static RuntimeException notSupported(RaggedCall call, String function) {
    return call.refused("of tf." + function + " on a ragged tensor, which is not supported");
  }

  private static Rows elementwise(RaggedCall call, String function) {
    List<Object> tensors = new ArrayList<>();
    Calls.forEachTensor(call.arguments(), tensors::add);
    Rows found = null;
    for (Object tensor : tensors) {
      Rows rows = call.graph().rows(tensor);
      if (rows != null && found != null && rows.flat() && !rows.mask().equals(found.mask())) {
        throw call.refused(
            "on the values of ragged tensors with different rows, which is not supported");
      }
      if (rows != null && (found == null || rows.rank() > found.rank())) {
        found = rows;
      }
    }
    if (TensorFlowFunctions.isComparison(function)) {
      return found.dtype("bool");
    }
    Object dtype = call.keywords().get("dtype");
    if (dtype != null) {
      return found.dtype(String.valueOf(dtype));
    }
    return DIVISIONS.contains(function) ? found.dtype("float32") : found;
  }

  private static boolean isBehindRows(RaggedCall call) {
    return call.keywords().get("axis") instanceof Number axis
        && (axis.intValue() == -1 || axis.intValue() > 1);
  }

  private static void reduce(RaggedCall call, String reduction) {
    int rank = call.rows().rank();
    Object given = call.keywords().get("axis");
    List<?> axes =
        given instanceof List<?> list ? list : given == null ? List.of() : List.of(given);
    Set<Integer> numbers = new HashSet<>();
    for (Object axis : axes) {
      int number = axis instanceof Number n ? n.intValue() : 0;
      numbers.add(number < 0 ? number + rank : number);
    }
    if (numbers.stream().anyMatch(number -> number <= 0 || number >= rank)
        || numbers.size() < axes.size()) {
      throw call.refused("that reduces a ragged tensor along its batch, which is not supported");
    }
    boolean places = given == null || numbers.contains(1);
    boolean keepdims = Boolean.TRUE.equals(call.keywords().get("keepdims"));
    if (!places) {
      call.gives(call.rows().rank(keepdims ? rank : rank - axes.size()));
      return;
    }
    call.graph().supersede(call.name());
    call.becomes(reduced(call, reduction, given, keepdims));
  }

  private static Object reduced(RaggedCall call, String reduction, Object axis, boolean keepdims) {
    Object x = call.ragged();
    return switch (reduction) {
      case "sum" -> over(call, "", "Sum", call.padded("_padded", x, 0L), axis, keepdims);
      case "prod" -> over(call, "", "Prod", call.padded("_padded", x, 1L), axis, keepdims);
      case "max" -> over(call, "", "Max", call.padded("_padded", x, lowest(call)), axis, keepdims);
      case "min" -> over(call, "", "Min", call.padded("_padded", x, highest(call)), axis, keepdims);
      case "any" -> over(call, "", "Any", call.padded("_padded", x, false), axis, keepdims);
      case "all" -> over(call, "", "All", call.padded("_padded", x, true), axis, keepdims);
      case "mean" -> {
        Object ones = call.operation("_ones", "OnesLike", List.of(x));
        call.graph().shape(ones, call.rows());
        Object count =
            over(call, "_count", "Sum", call.padded("_counted", ones, 0L), axis, keepdims);
        Object sum = over(call, "_sum", "Sum", call.padded("_padded", x, 0L), axis, keepdims);
        yield call.operation("", "TrueDivide", List.of(sum, count));
      }
      default ->
          throw call.refused(
              "of tf.math.reduce_"
                  + reduction
                  + " along the rows of a ragged tensor, which is not supported");
    };
  }

  private static Object over(
      RaggedCall call, String suffix, String operation, Object x, Object axis, boolean keepdims) {
    return call.operation(suffix, operation, List.of(x), "axis", axis, "keepdims", keepdims);
  }

  /** What TensorFlow gives as the greatest of no numbers. */
  private static Object lowest(RaggedCall call) {
    return switch (call.rows().dtype()) {
      case "int64" -> Long.MIN_VALUE;
      case "int32" -> (long) Integer.MIN_VALUE;
      default -> floating(call, -Float.MAX_VALUE);
    };
  }

  private static Object highest(RaggedCall call) {
    return switch (call.rows().dtype()) {
      case "int64" -> Long.MAX_VALUE;
      case "int32" -> (long) Integer.MAX_VALUE;
      default -> floating(call, Float.MAX_VALUE);
    };
  }

  private static Object floating(RaggedCall call, double value) {
    if (INTEGERS.contains(call.rows().dtype())) {
      throw call.refused(
          "that takes the greatest or least of "
              + call.rows().dtype()
              + ", which is not supported");
    }
    return value;
  }
}
