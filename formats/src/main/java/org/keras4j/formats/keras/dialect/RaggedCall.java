package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;

/**
 * One call of a layer on ragged tensors, and what can be made of it.
 *
 * @param arguments {@code args} and {@code kwargs} of the call
 */
record RaggedCall(
    RaggedGraph graph, String name, ConfigObject layer, long node, Map<String, Object> arguments) {
  /** More than any layer or function takes; so that a file cannot ask for masks without end. */
  static final int MOST_AXES = 16;

  /** The first argument: a tensor or several. */
  Object input() {
    List<?> args = (List<?>) arguments.get("args");
    return args.isEmpty() ? null : args.get(0);
  }

  /** The first argument, which must be one ragged tensor. */
  Object ragged() {
    if (graph.rows(input()) == null) {
      throw refused("on other things than one ragged tensor, which is not supported");
    }
    return input();
  }

  /** The tensors of the first argument. */
  List<Object> inputs() {
    List<Object> tensors = new ArrayList<>();
    Calls.forEachTensor(input(), tensors::add);
    return tensors;
  }

  /** The rows of the first ragged tensor; there must be one. */
  Rows rows() {
    return inputs().stream()
        .map(graph::rows)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow(() -> refused("whose first argument is not ragged, which is not supported"));
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> keywords() {
    return (Map<String, Object>) arguments.get("kwargs");
  }

  Object output() {
    return Calls.tensor(name, node, 0);
  }

  /** The call's result has these rows. */
  void gives(Rows rows) {
    if (rows.rank() > MOST_AXES) {
      throw refused(
          "that gives a tensor of more than " + MOST_AXES + " axes, which is not supported");
    }
    graph.shape(output(), rows);
  }

  /** Another tensor stands for the call's result, whose layer was superseded. */
  void becomes(Object tensor) {
    graph.replace(name, node, tensor);
  }

  /** Adds an operation beside this call. */
  Object operation(String suffix, String operation, List<Object> args, Object... keywords) {
    return graph.operation(name, name + suffix, operation, args, keywords);
  }

  /** The tensor with {@code value} in the places that hold nothing. */
  Object padded(String suffix, Object tensor, Object value) {
    Rows rows = graph.rows(tensor);
    Object mask = graph.mask(rows.mask(), rows.rank());
    if (rows.dtype().equals("bool")) {
      return Boolean.TRUE.equals(value)
          ? operation(
              suffix, "LogicalOr", List.of(tensor, operation("_none", "LogicalNot", List.of(mask))))
          : operation(suffix, "LogicalAnd", List.of(tensor, mask));
    }
    if (rows.dtype().equals("string")) {
      if (value instanceof Number || "".equals(value)) {
        // An input, which who calls the model pads with empty strings.
        return operation(suffix, "Copy", List.of(tensor));
      }
      throw refused("that pads strings with '" + value + "'");
    }
    return operation(suffix, "Where", List.of(mask, tensor, value));
  }

  /** How many values each row has, as int64 (batch). */
  Object lengths(String suffix, Rows rows) {
    Object ones = operation("_ones", "Cast", List.of(rows.mask()), "dtype", "int64");
    return operation(suffix, "Sum", List.of(ones), "axis", 1L);
  }

  ConfigException refused(String what) {
    return new ConfigException(
        "Layer '"
            + name
            + "' is a call "
            + what
            + ". Ragged tensors are supported as inputs of recurrent layers, global pooling, element-wise"
            + " layers and functions, Embedding, Dense, merges, reductions and the methods of lengths and"
            + " padding (to_tensor, row_lengths, ...)"
            + ". Received: "
            + Text.of(layer == null ? arguments : layer.config())
            + ". Make the tensor dense there in Python, by `to_tensor()`, and save the model again");
  }
}
