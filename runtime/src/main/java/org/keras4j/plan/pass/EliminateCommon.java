package org.keras4j.plan.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;

/** Computes equal calls once: equal ops on the same tensors. */
public final class EliminateCommon implements Pass {
  private record Call(Op op, List<Tensor> inputs) {}

  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Map<Call, List<Tensor>> seen = new HashMap<>();
    return Rewrites.nodes(function, (node, inputs) -> once(node, inputs, seen));
  }

  private static List<Tensor> once(Node node, List<Tensor> inputs, Map<Call, List<Tensor>> seen) {
    if (!node.op().isPure()) {
      return Graphs.rebuild(node, inputs);
    }
    return seen.computeIfAbsent(new Call(node.op(), inputs), call -> Graphs.rebuild(node, inputs));
  }
}
