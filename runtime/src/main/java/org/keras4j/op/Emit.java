package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Short spellings for derivative rules and decompositions. Unlike the facades, nothing here
 * promotes dtypes: operands must already have one. Shapes must be fully known where a method needs
 * sizes; derivative rules are only asked for such shapes.
 */
final class Emit {
  private Emit() {}

  static Tensor add(Tensor a, Tensor b) {
    return BinaryOp.ADD.on(a, b);
  }

  static Tensor add(Tensor a, double b) {
    return BinaryOp.ADD.on(a, scalar(a, b));
  }

  static Tensor subtract(Tensor a, Tensor b) {
    return BinaryOp.SUBTRACT.on(a, b);
  }

  static Tensor multiply(Tensor a, Tensor b) {
    return BinaryOp.MULTIPLY.on(a, b);
  }

  static Tensor multiply(Tensor a, double b) {
    return BinaryOp.MULTIPLY.on(a, scalar(a, b));
  }

  static Tensor divide(Tensor a, Tensor b) {
    return BinaryOp.DIVIDE.on(a, b);
  }

  static Tensor negate(Tensor a) {
    return UnaryOp.NEGATE.on(a);
  }

  static Tensor square(Tensor a) {
    return UnaryOp.SQUARE.on(a);
  }

  static Tensor oneMinus(Tensor a) {
    return BinaryOp.SUBTRACT.on(scalar(a, 1), a);
  }

  static Tensor equal(Tensor a, Tensor b) {
    return CompareOp.EQUAL.on(a, b);
  }

  static Tensor select(Tensor condition, Tensor a, Tensor b) {
    return new Select().on(condition, a, b);
  }

  static Tensor cast(Tensor a, DType dtype) {
    return a.dtype() == dtype ? a : new Cast(dtype).on(a);
  }

  /** {@code a} in the dtype of {@code like}. */
  static Tensor cast(Tensor a, Tensor like) {
    return cast(a, like.dtype());
  }

  /** A scalar constant of the dtype of {@code like}. */
  static Tensor scalar(Tensor like, double value) {
    return Constant.scalar(like.dtype(), value);
  }

  static Tensor zero(Tensor like) {
    return scalar(like, 0);
  }

  static Tensor zeros(TensorSpec spec) {
    return new Fill(spec, 0).on();
  }

  /** An int32 vector constant. */
  static Tensor ints(int... values) {
    return Constant.of(NDArray.of(values, values.length));
  }

  static Tensor reshape(Tensor a, Shape shape) {
    return a.shape().equals(shape) ? a : new Reshape(shape).on(a);
  }

  static Tensor broadcastTo(Tensor a, Shape shape) {
    return a.shape().equals(shape) ? a : new BroadcastTo(shape).on(a);
  }

  static Tensor reduce(ReduceKind kind, Tensor a, List<Integer> axes, boolean keepDims) {
    return axes.isEmpty() ? a : new Reduce(kind, axes, keepDims).on(a);
  }

  static Tensor sum(Tensor a, List<Integer> axes, boolean keepDims) {
    return reduce(ReduceKind.SUM, a, axes, keepDims);
  }

  static Tensor transpose(Tensor a, List<Integer> permutation) {
    return permutation.equals(range(a.rank())) ? a : new Transpose(permutation).on(a);
  }

  /** {@code a} with {@code axis} moved to the front. */
  static Tensor toFront(Tensor a, int axis) {
    List<Integer> permutation = new ArrayList<>(range(a.rank()));
    permutation.add(0, permutation.remove(axis));
    return transpose(a, permutation);
  }

  /** {@code a} with its first axis moved to {@code axis}. */
  static Tensor fromFront(Tensor a, int axis) {
    List<Integer> permutation = new ArrayList<>(range(a.rank()));
    permutation.add(axis, permutation.remove(0));
    return transpose(a, permutation);
  }

  /** 0, 1, ..., {@code count} - 1. */
  static List<Integer> range(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  /**
   * Undoes broadcasting: sums {@code gradient} over the axes along which an operand of {@code
   * shape} was repeated. The one place where that is done. {@code null} stays {@code null}.
   */
  static Tensor sumTo(Tensor gradient, Shape shape) {
    if (gradient == null || gradient.shape().equals(shape)) {
      return gradient;
    }
    int extra = gradient.rank() - shape.rank();
    if (extra < 0) {
      return broadcastTo(gradient, shape);
    }
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < gradient.rank(); i++) {
      if (i < extra || shape.dim(i - extra) == 1 && gradient.dim(i) != 1) {
        axes.add(i);
      }
    }
    // A derivative may be smaller than its operand when it does not depend on all of it.
    return broadcastTo(reshape(sum(gradient, axes, true), reduced(gradient, axes, extra)), shape);
  }

  private static Shape reduced(Tensor gradient, List<Integer> axes, int extra) {
    return Shape.of(
        IntStream.range(extra, gradient.rank())
            .map(i -> axes.contains(i) ? 1 : gradient.dim(i))
            .toArray());
  }

  /** {@code shape} with a 1 at each of {@code axes}. */
  static Shape keepDims(Shape shape, List<Integer> axes) {
    Shape kept = shape;
    for (int axis : axes) {
      kept = kept.withDim(axis, 1);
    }
    return kept;
  }

  /** The part of {@code a} from {@code start} to {@code limit} along one axis. */
  static Tensor slice(Tensor a, int axis, int start, int limit) {
    if (start == 0 && limit == a.dim(axis)) {
      return a;
    }
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int i = 0; i < a.rank(); i++) {
      starts.add(i == axis ? start : 0);
      limits.add(i == axis ? limit : a.dim(i));
      strides.add(1);
    }
    return new Slice(starts, limits, strides).on(a);
  }

  /** Zeros before and after {@code a} along each axis. */
  static Tensor padZeros(Tensor a, List<Integer> low, List<Integer> high) {
    boolean nothing = low.stream().allMatch(i -> i == 0) && high.stream().allMatch(i -> i == 0);
    return nothing ? a : new Pad(low, high, PadMode.CONSTANT, 0).on(a);
  }
}
