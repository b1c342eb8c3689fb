package org.keras4j.plan.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.SavingOp;
import org.keras4j.graph.Tensor;

/**
 * Where a {@link SavingOp} computes what another node does too, lets it serve both: a training step
 * runs a layer once, and keeps what its gradient needs.
 */
public final class ShareSaved implements Pass {
  private record Call(Op op, List<Tensor> inputs) {}

  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Map<Call, SavingOp> saving = new HashMap<>();
    for (Node node : function.nodes()) {
      if (node.op() instanceof SavingOp op) {
        saving.put(new Call(op.plain(), node.inputs()), op);
      }
    }
    if (saving.isEmpty()) {
      return function;
    }
    Map<Call, List<Tensor>> made = new HashMap<>();
    return Rewrites.nodes(
        function,
        (node, inputs) -> {
          SavingOp twin = saving.get(new Call(node.op(), node.inputs()));
          Op op = twin != null ? twin : node.op();
          if (!(op instanceof SavingOp)) {
            return Graphs.rebuild(node, inputs);
          }
          return made.computeIfAbsent(new Call(op, inputs), call -> op.call(inputs));
        });
  }
}
