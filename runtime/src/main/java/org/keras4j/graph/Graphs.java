package org.keras4j.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.keras4j.tensor.TensorSpec;

/** Walks over graphs. All are iterative: graphs may be hundreds of thousands of nodes deep. */
public final class Graphs {
  private Graphs() {}

  /** Every node that {@code roots} need, each after its inputs; the order is deterministic. */
  public static List<Node> topological(Collection<Tensor> roots) {
    return topologicalUntil(roots, Map.of());
  }

  /**
   * Rebuilds what {@code roots} need, calling {@code rebuild} with each node and its new inputs.
   * Nodes of which {@code replacements} already knows the outputs are not visited.
   *
   * @param replacements known tensors and their replacements; filled with all others
   * @param rebuild gives the new outputs of a node
   * @return the replacements of the roots
   */
  public static List<Tensor> rewrite(
      List<Tensor> roots,
      Map<Tensor, Tensor> replacements,
      BiFunction<Node, List<Tensor>, List<Tensor>> rebuild) {
    for (Node node : topologicalUntil(roots, replacements)) {
      List<Tensor> inputs = node.inputs().stream().map(replacements::get).toList();
      List<Tensor> outputs = rebuild.apply(node, inputs);
      for (int i = 0; i < node.outputs().size(); i++) {
        replacements.put(node.outputs().get(i), outputs.get(i));
      }
    }
    return roots.stream().map(replacements::get).toList();
  }

  /** The outputs of {@code function} computed from other inputs. */
  public static List<Tensor> inline(GraphFunction function, List<Tensor> arguments) {
    Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      replacements.put(function.inputs().get(i), arguments.get(i));
    }
    return rewrite(function.outputs(), replacements, Graphs::rebuild);
  }

  /**
   * {@code function} with placeholders of other specs, such as ones of known shape, and everything
   * inferred anew.
   *
   * @param specs one an input, compatible with the placeholders it has
   */
  public static GraphFunction specialize(GraphFunction function, List<TensorSpec> specs) {
    if (function.inputSpecs().equals(specs)) {
      return function;
    }
    Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      Tensor old = function.inputs().get(i);
      Placeholder placeholder = (Placeholder) old.node().op();
      inputs.add(Placeholder.of(placeholder.label(), specs.get(i)));
      replacements.put(old, inputs.get(i));
    }
    List<Tensor> roots = rewrite(function.roots(), replacements, Graphs::rebuild);
    int outputs = function.outputs().size();
    List<GraphFunction.Update> updates = new ArrayList<>();
    for (int i = 0; i < function.updates().size(); i++) {
      Variable variable = function.updates().get(i).variable();
      updates.add(new GraphFunction.Update(variable, roots.get(outputs + i)));
    }
    return new GraphFunction(inputs, roots.subList(0, outputs), updates);
  }

  /** The node itself where its inputs are unchanged, else a new call of its op. */
  public static List<Tensor> rebuild(Node node, List<Tensor> inputs) {
    for (int i = 0; i < inputs.size(); i++) {
      if (inputs.get(i) != node.input(i)) {
        return node.op().call(inputs);
      }
    }
    return node.outputs();
  }

  private static List<Node> topologicalUntil(Collection<Tensor> roots, Map<Tensor, Tensor> known) {
    List<Node> order = new ArrayList<>();
    Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> stack = new ArrayDeque<>();
    for (Tensor root : roots) {
      if (!known.containsKey(root) && !done.contains(root.node())) {
        stack.push(new Visit(root.node()));
      }
      while (!stack.isEmpty()) {
        Visit visit = stack.peek();
        if (visit.next < visit.node.inputs().size()) {
          Tensor input = visit.node.input(visit.next++);
          if (!known.containsKey(input) && !done.contains(input.node())) {
            stack.push(new Visit(input.node()));
          }
        } else {
          stack.pop();
          if (done.add(visit.node)) {
            order.add(visit.node);
          }
        }
      }
    }
    return order;
  }

  private static final class Visit {
    private final Node node;
    private int next;

    private Visit(Node node) {
      this.node = node;
    }
  }
}
