package org.keras4j.plan;

import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.tensor.NDArray;

/** What tests of other packages ask of plans. */
public final class Plans {
  private Plans() {}

  /** What was chosen for each node. */
  public static List<String> kernels(ExecutionPlan plan) {
    return plan.nodes().stream().map(node -> node.kernel().describe()).toList();
  }

  /** Whether some node is interpreted. */
  public static boolean isInterpreted(ExecutionPlan plan) {
    return plan.nodes().stream().anyMatch(node -> node.kernel().isFallback());
  }

  /** A seeded random function over the op set. */
  public static GraphFunction random(long seed, int nodes) {
    return new RandomGraphs(seed).function(nodes);
  }

  /** Values for its inputs. */
  public static List<NDArray> values(long seed, GraphFunction function) {
    return new RandomGraphs(seed).values(function);
  }

  /** Fails unless equal within the tolerance of float32. */
  public static void assertClose(NDArray expected, NDArray actual, String label) {
    Comparison.assertClose(expected, actual, label);
  }
}
