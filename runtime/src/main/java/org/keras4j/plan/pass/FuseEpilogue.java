package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.backend.fused.EpilogueFunction;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Conv;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.MatMul;
import org.keras4j.op.Reshape;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.Shape;

/**
 * Lets bias, residual and activation ride with the product or convolution before them, where nobody
 * else reads what lies between and the backend has a kernel.
 */
public final class FuseEpilogue implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Uses uses = new Uses(function);
    return Rewrites.nodes(
        function,
        (node, inputs) -> {
          Tensor fused = fuse(node, inputs, uses, context);
          return fused == null ? Graphs.rebuild(node, inputs) : List.of(fused);
        });
  }

  private static Tensor fuse(Node node, List<Tensor> inputs, Uses uses, PassContext context) {
    if (node.op() == UnaryOp.RELU) {
      return activate(node, inputs, 0, EpilogueFunction.RELU, uses, context);
    }
    if (node.op() == UnaryOp.TANH) {
      return activate(node, inputs, 0, EpilogueFunction.TANH, uses, context);
    }
    if (node.op() == UnaryOp.SIGMOID) {
      return activate(node, inputs, 0, EpilogueFunction.SIGMOID, uses, context);
    }
    if (node.op() == BinaryOp.MINIMUM && Constants.isAll(node.input(1), 6)) {
      return clip(node, inputs, uses, context);
    }
    if (node.op() == BinaryOp.ADD) {
      Tensor first = add(node, inputs, 0, uses, context);
      return first != null ? first : add(node, inputs, 1, uses, context);
    }
    return null;
  }

  private static Tensor activate(
      Node node,
      List<Tensor> inputs,
      int input,
      EpilogueFunction function,
      Uses uses,
      PassContext context) {
    WithEpilogue before = epilogue(inputs.get(input));
    if (before == null
        || before.function() != EpilogueFunction.NONE
        || !uses.isSingle(node.input(input))) {
      return null;
    }
    return call(before.withFunction(function), inputs.get(input).node().inputs(), context);
  }

  /** Minimum with 6 after a rectifier. */
  private static Tensor clip(Node node, List<Tensor> inputs, Uses uses, PassContext context) {
    WithEpilogue before = epilogue(inputs.get(0));
    if (before == null
        || before.function() != EpilogueFunction.RELU
        || !uses.isSingle(node.input(0))
        || !node.output().shape().equals(node.input(0).shape())) {
      return null;
    }
    return call(
        before.withFunction(EpilogueFunction.RELU6), inputs.get(0).node().inputs(), context);
  }

  private static Tensor add(
      Node node, List<Tensor> inputs, int side, Uses uses, PassContext context) {
    Tensor sum = node.output();
    Tensor x = inputs.get(side);
    Tensor other = inputs.get(1 - side);
    WithEpilogue before = epilogue(x);
    if (before == null
        || before.function() != EpilogueFunction.NONE
        || before.residual()
        || !uses.isSingle(node.input(side))
        || !sum.shape().equals(x.shape())) {
      return null;
    }
    List<Tensor> operands = new ArrayList<>(x.node().inputs());
    boolean isVector = other.rank() > 0 && other.dim(-1) == sum.dim(-1);
    if (!before.bias() && isVector && other.shape().size() == sum.dim(-1)) {
      operands.add(other.rank() == 1 ? other : new Reshape(Shape.of(sum.dim(-1))).on(other));
      return call(before.withBias(), operands, context);
    }
    if (other.shape().equals(sum.shape())) {
      operands.add(other);
      return call(before.withResidual(), operands, context);
    }
    return null;
  }

  /** What computes {@code tensor}, if an epilogue can be added to it. */
  private static WithEpilogue epilogue(Tensor tensor) {
    Op op = tensor.node().op();
    if (op instanceof MatMul || op instanceof Conv || op instanceof DepthwiseConv) {
      return WithEpilogue.of(op);
    }
    return op instanceof WithEpilogue fused ? fused : null;
  }

  private static Tensor call(WithEpilogue op, List<Tensor> inputs, PassContext context) {
    return context.hasKernel(op, inputs) ? op.call(inputs).get(0) : null;
  }
}
