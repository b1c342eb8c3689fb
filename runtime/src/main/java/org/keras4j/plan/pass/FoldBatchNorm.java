package org.keras4j.plan.pass;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BatchNormInference;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Conv;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.MatMul;
import org.keras4j.op.Reshape;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Moves batch normalisation after a convolution or product into its weights: {@code (x w + b -
 * mean) f + beta = x (w f) + ((b - mean) f + beta)}. The new weights depend on weights alone, so
 * that they are computed when one was assigned, not in each run.
 */
public final class FoldBatchNorm implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Set<Tensor> weights = weights(function);
    Uses uses = new Uses(function);
    return Rewrites.nodes(
        function,
        (node, inputs) -> {
          Tensor folded = fold(node, inputs, weights, uses);
          return folded == null ? Graphs.rebuild(node, inputs) : List.of(folded);
        });
  }

  /** Tensors that depend on constants and on variables that the function does not update. */
  private static Set<Tensor> weights(GraphFunction function) {
    Set<Variable> updated = Collections.newSetFromMap(new IdentityHashMap<>());
    function.updates().forEach(update -> updated.add(update.variable()));
    Set<Tensor> weights = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : function.nodes()) {
      Op op = node.op();
      boolean isWeight =
          op instanceof Constant
              || op instanceof ReadVariable read && !updated.contains(read.variable())
              || !(op instanceof ReadVariable)
                  && !(op instanceof Placeholder)
                  && op.isPure()
                  && weights.containsAll(node.inputs());
      if (isWeight) {
        weights.addAll(node.outputs());
      }
    }
    return weights;
  }

  private static Tensor fold(Node node, List<Tensor> inputs, Set<Tensor> weights, Uses uses) {
    if (!(node.op() instanceof BatchNormInference norm)
        || norm.axis() != node.output().rank() - 1
        || node.output().dtype() != DType.FLOAT32
        || !weights.containsAll(node.inputs().subList(1, node.inputs().size()))) {
      return null;
    }
    // The original nodes tell who else reads; the rewritten ones are what is built upon.
    Tensor before = node.input(0);
    Tensor x = inputs.get(0);
    Tensor bias = null;
    if (before.node().op() == BinaryOp.ADD && uses.isSingle(before)) {
      int side = isBias(before.node().input(1), before, weights) ? 1 : 0;
      if (!isBias(before.node().input(side), before, weights) || x.node().op() != BinaryOp.ADD) {
        return null;
      }
      bias = x.node().input(side);
      before = before.node().input(1 - side);
      x = x.node().input(1 - side);
    }
    Op anchor = x.node().op();
    boolean folds = anchor instanceof Conv || anchor instanceof DepthwiseConv;
    if (!(folds || anchor instanceof MatMul)
        || before.node().op() != anchor
        || !uses.isSingle(before)
        || !weights.contains(before.node().input(1))) {
      return null;
    }
    return build(norm, inputs, anchor, x.node(), bias);
  }

  private static boolean isBias(Tensor bias, Tensor sum, Set<Tensor> weights) {
    return weights.contains(bias)
        && bias.rank() > 0
        && bias.dim(-1) == sum.dim(-1)
        && bias.shape().size() == sum.dim(-1);
  }

  private static Tensor build(
      BatchNormInference norm, List<Tensor> inputs, Op anchor, Node call, Tensor bias) {
    Tensor epsilon = Constant.scalar(DType.FLOAT32, norm.epsilon());
    Tensor factor = UnaryOp.RSQRT.on(BinaryOp.ADD.on(inputs.get(2), epsilon));
    int next = 3;
    if (norm.scale()) {
      factor = BinaryOp.MULTIPLY.on(factor, inputs.get(next++));
    }
    Tensor mean = inputs.get(1);
    Shape vector = mean.shape();
    Tensor centered =
        bias == null
            ? UnaryOp.NEGATE.on(mean)
            : BinaryOp.SUBTRACT.on(new Reshape(vector).on(bias), mean);
    Tensor shift = BinaryOp.MULTIPLY.on(centered, factor);
    if (norm.center()) {
      shift = BinaryOp.ADD.on(shift, inputs.get(next));
    }
    Tensor weight = call.input(1);
    Tensor scaled = BinaryOp.MULTIPLY.on(weight, alongOutputs(factor, weight, anchor));
    return BinaryOp.ADD.on(anchor.on(call.input(0), scaled), shift);
  }

  /** The factor in the shape that broadcasts over the weight's output channels. */
  private static Tensor alongOutputs(Tensor factor, Tensor weight, Op anchor) {
    if (anchor instanceof DepthwiseConv) {
      return new Reshape(Shape.of(weight.dim(-2), weight.dim(-1))).on(factor);
    }
    if (anchor instanceof MatMul product && product.transposeB()) {
      return new Reshape(Shape.of(weight.dim(-2), 1)).on(factor);
    }
    return factor;
  }
}
