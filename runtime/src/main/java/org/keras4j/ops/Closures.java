package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;

/**
 * Functions traced from Java code, closed over what they use from outside: such tensors become
 * further parameters, the same for all functions. What does not depend on a parameter is computed
 * outside, once; constants stay inside.
 */
final class Closures {
  private final List<GraphFunction> functions = new ArrayList<>();
  private final List<Tensor> captured;

  private Closures(List<Tensor> captured) {
    this.captured = captured;
  }

  /**
   * Closes functions.
   *
   * @param parameters placeholders that the functions were traced with
   * @param results the results of each function
   */
  static Closures of(List<Tensor> parameters, List<List<Tensor>> results) {
    List<Tensor> roots = results.stream().flatMap(List::stream).toList();
    Closures closures = new Closures(captured(parameters, roots));
    List<Tensor> inputs = new ArrayList<>(parameters);
    Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
    parameters.forEach(parameter -> replacements.put(parameter, parameter));
    for (Tensor outer : closures.captured) {
      Tensor inner = Placeholder.of("captured_" + inputs.size(), outer.spec());
      inputs.add(inner);
      replacements.put(outer, inner);
    }
    for (List<Tensor> outputs : results) {
      List<Tensor> closed = Graphs.rewrite(outputs, replacements, Graphs::rebuild);
      closures.functions.add(GraphFunction.of(inputs, closed));
    }
    return closures;
  }

  private static List<Tensor> captured(List<Tensor> parameters, List<Tensor> roots) {
    Set<Tensor> inside = Collections.newSetFromMap(new IdentityHashMap<>());
    inside.addAll(parameters);
    Set<Tensor> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Tensor> captured = new ArrayList<>();
    for (Node node : Graphs.topological(roots)) {
      if (node.inputs().stream().anyMatch(inside::contains)) {
        inside.addAll(node.outputs());
        node.inputs().forEach(input -> capture(input, inside, seen, captured));
      }
    }
    roots.forEach(root -> capture(root, inside, seen, captured));
    return captured;
  }

  private static void capture(
      Tensor tensor, Set<Tensor> inside, Set<Tensor> seen, List<Tensor> captured) {
    Node node = tensor.node();
    boolean constant =
        node.inputs().isEmpty()
            && !(node.op() instanceof Placeholder)
            && !(node.op() instanceof ReadVariable);
    if (!constant && !inside.contains(tensor) && seen.add(tensor)) {
      captured.add(tensor);
    }
  }

  /** Function {@code index}: its parameters, then one for each captured tensor. */
  GraphFunction function(int index) {
    return functions.get(index);
  }

  /** Tensors from outside that the functions use. */
  List<Tensor> captured() {
    return captured;
  }
}
