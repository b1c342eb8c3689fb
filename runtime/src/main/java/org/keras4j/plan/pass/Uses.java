package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;

/** Who reads each tensor of a function. */
final class Uses {
  private final Map<Tensor, List<Node>> users = new IdentityHashMap<>();
  private final Map<Tensor, Integer> roots = new IdentityHashMap<>();

  Uses(GraphFunction function) {
    for (Node node : function.nodes()) {
      for (Tensor input : node.inputs()) {
        users.computeIfAbsent(input, key -> new ArrayList<>()).add(node);
      }
    }
    function.roots().forEach(root -> roots.merge(root, 1, Integer::sum));
  }

  /** Nodes that read {@code tensor}, once for each operand that it is. */
  List<Node> of(Tensor tensor) {
    return users.getOrDefault(tensor, List.of());
  }

  boolean isRoot(Tensor tensor) {
    return roots.containsKey(tensor);
  }

  /** Whether exactly one operand of one node is {@code tensor}, and no result is. */
  boolean isSingle(Tensor tensor) {
    return of(tensor).size() == 1 && !isRoot(tensor);
  }
}
