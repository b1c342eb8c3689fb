package org.keras4j.plan.pass;

import java.util.List;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** Computes what depends on small constants alone, by the reference interpreter. */
public final class FoldConstants implements Pass {
  /** Larger results are left to the plan, which computes them once. */
  private static final long LIMIT = 1 << 16;

  private final ReferenceInterpreter interpreter = ReferenceInterpreter.standard();

  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    return Rewrites.nodes(function, this::fold);
  }

  private List<Tensor> fold(Node node, List<Tensor> inputs) {
    boolean isSource =
        node.op() instanceof Constant
            || node.op() instanceof ReadVariable
            || node.op() instanceof Placeholder;
    boolean foldable =
        !isSource
            && node.op().isPure()
            && inputs.stream().allMatch(FoldConstants::isSmallConstant)
            && node.outputs().stream().allMatch(out -> out.shape().size() <= LIMIT);
    if (!foldable) {
      return Graphs.rebuild(node, inputs);
    }
    List<NDArray> values =
        inputs.stream().map(input -> ((Constant) input.node().op()).value()).toList();
    return interpreter.call(node.op(), values).stream().map(Constant::of).toList();
  }

  private static boolean isSmallConstant(Tensor tensor) {
    return tensor.node().op() instanceof Constant && tensor.shape().size() <= LIMIT;
  }
}
