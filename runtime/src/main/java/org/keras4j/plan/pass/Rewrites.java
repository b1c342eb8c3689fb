package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;

/** What passes share. */
final class Rewrites {
  private Rewrites() {}

  /** {@code function} with each node rebuilt, inputs before users; nodes that nothing needs go. */
  static GraphFunction nodes(
      GraphFunction function, BiFunction<Node, List<Tensor>, List<Tensor>> rebuild) {
    Map<Tensor, Tensor> known = new IdentityHashMap<>();
    function.inputs().forEach(input -> known.put(input, input));
    return withRoots(function, Graphs.rewrite(function.roots(), known, rebuild));
  }

  /** {@code function} with other roots in the order of {@link GraphFunction#roots}. */
  static GraphFunction withRoots(GraphFunction function, List<Tensor> roots) {
    int outputs = function.outputs().size();
    List<GraphFunction.Update> updates = new ArrayList<>();
    for (int i = 0; i < function.updates().size(); i++) {
      updates.add(
          new GraphFunction.Update(function.updates().get(i).variable(), roots.get(outputs + i)));
    }
    return new GraphFunction(function.inputs(), roots.subList(0, outputs), updates);
  }
}
