package org.keras4j.plan.pass;

import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.op.MatMul;
import org.keras4j.op.Transpose;

/** Lets matrix products read transposed operands where they are. */
public final class FoldTransposes implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    return Rewrites.nodes(function, FoldTransposes::fold);
  }

  private static List<Tensor> fold(Node node, List<Tensor> inputs) {
    if (!(node.op() instanceof MatMul product)) {
      return Graphs.rebuild(node, inputs);
    }
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    boolean foldsA = exchangesLastTwo(a);
    boolean foldsB = exchangesLastTwo(b);
    if (!foldsA && !foldsB) {
      return Graphs.rebuild(node, inputs);
    }
    MatMul folded = new MatMul(product.transposeA() ^ foldsA, product.transposeB() ^ foldsB);
    return folded.call(List.of(foldsA ? a.node().input(0) : a, foldsB ? b.node().input(0) : b));
  }

  private static boolean exchangesLastTwo(Tensor tensor) {
    if (!(tensor.node().op() instanceof Transpose transpose)) {
      return false;
    }
    List<Integer> order = transpose.permutation();
    int rank = order.size();
    for (int i = 0; i < rank - 2; i++) {
      if (order.get(i) != i) {
        return false;
      }
    }
    return rank >= 2 && order.get(rank - 2) == rank - 1 && order.get(rank - 1) == rank - 2;
  }
}
