package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Cast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Concat;
import org.keras4j.op.Reshape;
import org.keras4j.op.Select;
import org.keras4j.op.Slice;
import org.keras4j.op.StopGradient;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Local rewrites that keep every value, NaN and infinity included, but the sign of zero: neutral
 * elements, views of views, casts that change nothing, broadcasts that the next op does anyway.
 */
public final class Simplify implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    return Rewrites.nodes(function, Simplify::rebuild);
  }

  private static List<Tensor> rebuild(Node node, List<Tensor> inputs) {
    Tensor simpler = node.outputs().size() == 1 ? simpler(node, inputs) : null;
    return simpler == null ? Graphs.rebuild(node, inputs) : List.of(simpler);
  }

  /** An equal tensor that costs less, or {@code null}. */
  private static Tensor simpler(Node node, List<Tensor> inputs) {
    Op op = node.op();
    Shape shape = node.output().shape();
    if (op instanceof StopGradient) {
      return inputs.get(0);
    }
    if (op instanceof Reshape) {
      return reshape(inputs.get(0), shape);
    }
    if (op instanceof Transpose transpose) {
      return transpose(inputs.get(0), transpose.permutation(), shape);
    }
    if (op instanceof Cast cast) {
      return cast(inputs.get(0), cast.dtype());
    }
    boolean copies =
        op instanceof BroadcastTo
            || op instanceof Slice
            || op instanceof Concat && inputs.size() == 1;
    if (copies && inputs.get(0).shape().equals(shape)) {
      return inputs.get(0);
    }
    if (op instanceof BinaryOp binary) {
      return binary(binary, inputs, node.output());
    }
    if (op instanceof Select && isLeakyRectifier(inputs, shape)) {
      return BinaryOp.MAXIMUM.on(inputs.get(1), inputs.get(2));
    }
    if (op instanceof CompareOp || op instanceof Select) {
      return withoutBroadcasts(op, inputs, node.output());
    }
    return null;
  }

  /** Whether this is {@code x > 0 ? x : c x} with 0 < c <= 1, which is the larger of the two. */
  private static boolean isLeakyRectifier(List<Tensor> inputs, Shape shape) {
    Tensor x = inputs.get(1);
    Node test = inputs.get(0).node();
    Node scaled = inputs.get(2).node();
    return x.shape().equals(shape)
        && test.op() == CompareOp.GREATER
        && test.input(0) == x
        && Constants.isAll(test.input(1), 0)
        && scaled.op() == BinaryOp.MULTIPLY
        && inputs.get(2).shape().equals(shape)
        && (scaled.input(0) == x && Constants.isFraction(scaled.input(1))
            || scaled.input(1) == x && Constants.isFraction(scaled.input(0)));
  }

  private static Tensor reshape(Tensor x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    Tensor source = x;
    while (source.node().op() instanceof Reshape) {
      source = source.node().input(0);
    }
    return source == x
        ? null
        : source.shape().equals(shape) ? source : new Reshape(shape).on(source);
  }

  private static Tensor transpose(Tensor x, List<Integer> permutation, Shape shape) {
    if (x.node().op() instanceof Transpose inner) {
      List<Integer> both = permutation.stream().map(inner.permutation()::get).toList();
      Tensor source = x.node().input(0);
      Tensor simpler = transpose(source, both, shape);
      return simpler != null ? simpler : new Transpose(both).on(source);
    }
    // Axes of one element may stand anywhere: then nothing moves in memory.
    List<Integer> moving = permutation.stream().filter(axis -> x.dim(axis) != 1).toList();
    boolean isOrdered = moving.stream().sorted().toList().equals(moving);
    return isOrdered ? (x.shape().equals(shape) ? x : new Reshape(shape).on(x)) : null;
  }

  private static Tensor cast(Tensor x, DType target) {
    if (x.dtype() == target) {
      return x;
    }
    if (x.node().op() instanceof Cast && isWidening(x.node().input(0).dtype(), x.dtype())) {
      Tensor source = x.node().input(0);
      return source.dtype() == target ? source : new Cast(target).on(source);
    }
    return null;
  }

  /** Whether every value of {@code from} is one of {@code to}. */
  private static boolean isWidening(DType from, DType to) {
    if (from.isHalf()) {
      return to == DType.FLOAT32 || to == DType.FLOAT64;
    }
    if (from == DType.FLOAT32) {
      return to == DType.FLOAT64;
    }
    boolean isSmall = from == DType.BOOL || from.isInteger() && from.bytes() <= 2;
    return isSmall
        && (to == DType.FLOAT32 || to == DType.FLOAT64 || to == DType.INT32 || to == DType.INT64);
  }

  private static Tensor binary(BinaryOp op, List<Tensor> inputs, Tensor output) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    boolean keepsA = a.shape().equals(output.shape());
    boolean keepsB = b.shape().equals(output.shape());
    switch (op) {
      case MULTIPLY -> {
        if (keepsA && Constants.isAll(b, 1)) {
          return a;
        }
        if (keepsB && Constants.isAll(a, 1)) {
          return b;
        }
      }
      case DIVIDE -> {
        if (keepsA && Constants.isAll(b, 1)) {
          return a;
        }
      }
      case SUBTRACT -> {
        if (keepsA && Constants.isAll(b, 0)) {
          return a;
        }
      }
      case ADD -> {
        // Gives -0 where adding would give 0, which compares equal.
        if (keepsA && Constants.isAll(b, 0)) {
          return a;
        }
        if (keepsB && Constants.isAll(a, 0)) {
          return b;
        }
      }
      case POWER -> {
        if (keepsA && Constants.isAll(b, 2) && a.dtype().isFloating()) {
          return UnaryOp.SQUARE.on(a);
        }
        if (keepsA && Constants.isAll(b, 1)) {
          return a;
        }
      }
      default -> {}
    }
    return withoutBroadcasts(op, inputs, output);
  }

  /** The op on what was broadcast, where it broadcasts to the same shape by itself. */
  private static Tensor withoutBroadcasts(Op op, List<Tensor> inputs, Tensor output) {
    List<Tensor> bare =
        inputs.stream()
            .map(in -> in.node().op() instanceof BroadcastTo ? in.node().input(0) : in)
            .toList();
    for (int keep = -1; keep < inputs.size(); keep++) {
      List<Tensor> candidate = new ArrayList<>(bare);
      if (keep >= 0) {
        candidate.set(keep, inputs.get(keep));
      }
      if (candidate.equals(inputs)) {
        return null;
      }
      Shape shape = Shape.SCALAR;
      for (Tensor input : candidate) {
        shape = Shape.broadcast(shape, input.shape());
      }
      if (shape.equals(output.shape())) {
        return op.call(candidate).get(0);
      }
    }
    return null;
  }
}
