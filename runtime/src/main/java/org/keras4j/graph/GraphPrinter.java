package org.keras4j.graph;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints a graph as text, one node a line, stable enough for golden files. */
public final class GraphPrinter {
  private GraphPrinter() {}

  /** Lines of the form {@code %3 = MatMul[...](%1, %2) : float32(2, 4)}. */
  public static String print(GraphFunction function) {
    Map<Tensor, String> names = new IdentityHashMap<>();
    StringBuilder text = new StringBuilder();
    for (Tensor input : function.inputs()) {
      names.put(input, "%" + names.size());
      line(text, names.get(input), "input", input);
    }
    for (Node node : function.nodes()) {
      if (names.containsKey(node.outputs().isEmpty() ? null : node.outputs().get(0))) {
        continue;
      }
      for (Tensor output : node.outputs()) {
        names.put(output, "%" + names.size());
      }
      String call = node.op() + "(" + join(node.inputs(), names) + ")";
      if (node.outputs().size() == 1) {
        line(text, names.get(node.output()), call, node.output());
      } else {
        text.append(join(node.outputs(), names)).append(" = ").append(call).append('\n');
      }
    }
    text.append("return ").append(join(function.outputs(), names)).append('\n');
    for (GraphFunction.Update update : function.updates()) {
      text.append("update ").append(update.variable().path()).append(" = ");
      text.append(names.get(update.value())).append('\n');
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String name, String call, Tensor tensor) {
    text.append(name).append(" = ").append(call).append(" : ").append(tensor.spec()).append('\n');
  }

  private static String join(List<Tensor> tensors, Map<Tensor, String> names) {
    return tensors.stream()
        .map(t -> String.valueOf(names.get(t)))
        .collect(Collectors.joining(", "));
  }
}
