package org.keras4j.plan.pass;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;

/** Replaces composite ops that the backend has no kernel for by what they mean. */
public final class DecomposeComposites implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    return Rewrites.nodes(function, (node, inputs) -> expand(node, inputs, context));
  }

  private static List<Tensor> expand(Node node, List<Tensor> inputs, PassContext context) {
    if (!(node.op() instanceof CompositeOp composite) || context.hasKernel(composite, inputs)) {
      return Graphs.rebuild(node, inputs);
    }
    // The parts may be composites themselves, which may have kernels.
    Map<Tensor, Tensor> known = new IdentityHashMap<>();
    inputs.forEach(input -> known.put(input, input));
    return Graphs.rewrite(
        composite.decompose(inputs), known, (part, in) -> expand(part, in, context));
  }
}
