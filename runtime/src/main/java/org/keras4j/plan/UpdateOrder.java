package org.keras4j.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;

/**
 * An order of nodes in which variables can be updated in place: new values are computed when all
 * else is done, and each after the nodes that still read the old one. So a run that fails in its
 * forward or backward part has changed nothing.
 */
final class UpdateOrder {
  private final List<Node> order;
  private final Set<Node> late = identitySet();
  private final Map<Node, Set<Node>> before = new IdentityHashMap<>();

  private UpdateOrder(GraphFunction function) {
    this.order = function.nodes();
    Map<Node, Variable> writers = new IdentityHashMap<>();
    for (GraphFunction.Update update : function.updates()) {
      if (isComputed(update.value().node())) {
        writers.put(update.value().node(), update.variable());
      }
    }
    findLate(writers);
    findReaders(writers);
  }

  /** All nodes of {@code function}, each after its inputs. */
  static List<Node> of(GraphFunction function) {
    return new UpdateOrder(function).arrange();
  }

  private static boolean isComputed(Node node) {
    return !(node.op() instanceof ReadVariable) && !(node.op() instanceof Placeholder);
  }

  private static <T> Set<T> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** What writes a variable, or depends on what was written. */
  private void findLate(Map<Node, Variable> writers) {
    for (Node node : order) {
      if (writers.containsKey(node)
          || node.inputs().stream().map(Tensor::node).anyMatch(late::contains)) {
        late.add(node);
      }
    }
  }

  /** For each writer, the late nodes that read what it overwrites. */
  private void findReaders(Map<Node, Variable> writers) {
    Map<Variable, Node> writerOf = new IdentityHashMap<>();
    writers.forEach((node, variable) -> writerOf.put(variable, node));
    for (Node node : order) {
      if (!late.contains(node)) {
        continue;
      }
      for (Tensor input : node.inputs()) {
        if (input.node().op() instanceof ReadVariable read) {
          Node writer = writerOf.get(read.variable());
          if (writer != null && writer != node) {
            before.computeIfAbsent(writer, w -> identitySet()).add(node);
          }
        }
      }
    }
  }

  private List<Node> arrange() {
    List<Node> arranged = new ArrayList<>();
    Set<Node> done = identitySet();
    for (Node node : order) {
      if (!late.contains(node)) {
        arranged.add(node);
        done.add(node);
      }
    }
    Set<Node> waiting = new LinkedHashSet<>();
    order.stream().filter(late::contains).forEach(waiting::add);
    while (!waiting.isEmpty()) {
      Node next = next(waiting, done);
      waiting.remove(next);
      arranged.add(next);
      done.add(next);
    }
    return arranged;
  }

  /** The first node that may run; one that overwrites what is still read only if there is none. */
  private Node next(Set<Node> waiting, Set<Node> done) {
    Node fallback = null;
    for (Node node : waiting) {
      if (node.inputs().stream().allMatch(input -> done.contains(input.node()))) {
        if (done.containsAll(before.getOrDefault(node, Set.of()))) {
          return node;
        }
        fallback = fallback == null ? node : fallback;
      }
    }
    return fallback;
  }
}
