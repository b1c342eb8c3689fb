package org.keras4j.graph;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.keras4j.tensor.TensorSpec;

/** Checks that a graph is well formed: run after tracing and, in tests, after every pass. */
public final class GraphVerifier {
  private GraphVerifier() {}

  /**
   * Verifies {@code function} and returns it.
   *
   * @throws IllegalStateException naming the first node that is wrong: a bug in the pass or op that
   *     made it, not in the user's model
   */
  public static GraphFunction verify(GraphFunction function) {
    Set<Tensor> inputs = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor input : function.inputs()) {
      require(input.node().op() instanceof Placeholder, "Input " + input + " is not a placeholder");
      require(inputs.add(input), "Input " + input + " is listed twice");
    }
    for (Node node : function.nodes()) {
      if (node.op() instanceof Placeholder) {
        require(inputs.contains(node.output()), "Placeholder " + node.op() + " is not an input");
      }
      List<TensorSpec> inferred =
          node.op().infer(node.inputs().stream().map(Tensor::spec).toList());
      List<TensorSpec> recorded = node.outputs().stream().map(Tensor::spec).toList();
      require(
          inferred.equals(recorded),
          "Node " + node + " has outputs " + recorded + ", not " + inferred);
    }
    for (GraphFunction.Update update : function.updates()) {
      require(
          update.variable().spec().isCompatible(update.value().spec()),
          "Update of " + update.variable() + " has spec " + update.value().spec());
    }
    return function;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException("Malformed graph: " + message);
    }
  }
}
