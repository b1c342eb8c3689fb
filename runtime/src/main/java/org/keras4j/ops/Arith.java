package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Concat;
import org.keras4j.op.FillLike;
import org.keras4j.op.Gather;
import org.keras4j.op.MatMul;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Reshape;
import org.keras4j.op.Select;
import org.keras4j.op.Slice;
import org.keras4j.op.StopGradient;
import org.keras4j.op.Transpose;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Short names for formulas in this package. Operands are promoted to a common dtype; Java scalars
 * take the tensor's dtype; negative axes count from the end.
 */
final class Arith {
  /** Keras' default fuzz factor, {@code keras.config.epsilon()}. */
  static final double EPSILON = 1e-7;

  private Arith() {}

  static Tensor scalar(Tensor like, double value) {
    return Constant.scalar(like.dtype(), value);
  }

  static Tensor ints(int... values) {
    return Constant.of(NDArray.of(values, values.length));
  }

  private static Tensor binary(BinaryOp op, Tensor a, Tensor b) {
    Tensor[] both = DTypes.promote(a, b);
    return op.on(both[0], both[1]);
  }

  static Tensor add(Tensor a, Tensor b) {
    return binary(BinaryOp.ADD, a, b);
  }

  static Tensor add(Tensor a, double b) {
    return b == 0 ? a : BinaryOp.ADD.on(a, scalar(a, b));
  }

  static Tensor sub(Tensor a, Tensor b) {
    return binary(BinaryOp.SUBTRACT, a, b);
  }

  static Tensor sub(Tensor a, double b) {
    return b == 0 ? a : BinaryOp.SUBTRACT.on(a, scalar(a, b));
  }

  static Tensor sub(double a, Tensor b) {
    return BinaryOp.SUBTRACT.on(scalar(b, a), b);
  }

  static Tensor mul(Tensor a, Tensor b) {
    return binary(BinaryOp.MULTIPLY, a, b);
  }

  static Tensor mul(Tensor a, double b) {
    return b == 1 ? a : BinaryOp.MULTIPLY.on(a, scalar(a, b));
  }

  static Tensor div(Tensor a, Tensor b) {
    return binary(BinaryOp.DIVIDE, a, b);
  }

  static Tensor div(Tensor a, double b) {
    return b == 1 ? a : BinaryOp.DIVIDE.on(a, scalar(a, b));
  }

  static Tensor max(Tensor a, Tensor b) {
    return binary(BinaryOp.MAXIMUM, a, b);
  }

  static Tensor max(Tensor a, double b) {
    return BinaryOp.MAXIMUM.on(a, scalar(a, b));
  }

  static Tensor min(Tensor a, Tensor b) {
    return binary(BinaryOp.MINIMUM, a, b);
  }

  static Tensor min(Tensor a, double b) {
    return BinaryOp.MINIMUM.on(a, scalar(a, b));
  }

  static Tensor clip(Tensor x, double low, double high) {
    return min(max(x, low), high);
  }

  static Tensor compare(CompareOp op, Tensor a, Tensor b) {
    Tensor[] both = DTypes.promote(a, b);
    return op.on(both[0], both[1]);
  }

  static Tensor compare(CompareOp op, Tensor a, double b) {
    return op.on(a, scalar(a, b));
  }

  static Tensor and(Tensor a, Tensor b) {
    return BinaryOp.LOGICAL_AND.on(a, b);
  }

  static Tensor where(Tensor condition, Tensor a, Tensor b) {
    Tensor[] both = DTypes.promote(a, b);
    return new Select().on(condition, both[0], both[1]);
  }

  static Tensor where(Tensor condition, Tensor a, double b) {
    return new Select().on(condition, a, scalar(a, b));
  }

  static Tensor neg(Tensor x) {
    return UnaryOp.NEGATE.on(x);
  }

  static Tensor cast(Tensor x, DType dtype) {
    return DTypes.cast(x, dtype);
  }

  /** Half floats as float32, to compute sums and exponentials in. */
  static Tensor wide(Tensor x) {
    return x.dtype().isHalf() ? cast(x, DType.FLOAT32) : x;
  }

  static Tensor full(Tensor like, double value) {
    return new FillLike(like.dtype(), value).emit(like);
  }

  static Tensor stop(Tensor x) {
    return new StopGradient().on(x);
  }

  static Tensor reduce(ReduceKind kind, Tensor x, boolean keepDims, int... axes) {
    List<Integer> sorted = Arrays.stream(x.shape().axes(axes)).sorted().boxed().toList();
    return sorted.isEmpty() ? x : new Reduce(kind, sorted, keepDims).on(x);
  }

  static Tensor sum(Tensor x, boolean keepDims, int... axes) {
    return reduce(ReduceKind.SUM, x, keepDims, axes);
  }

  /** Mean over axes; the sizes of unknown ones are counted by summing ones. */
  static Tensor mean(Tensor x, boolean keepDims, int... axes) {
    Shape sizes = Shape.of(Arrays.stream(axes).map(x::dim).toArray());
    Tensor sum = sum(x, keepDims, axes);
    return sizes.isFullyKnown()
        ? mul(sum, 1.0 / sizes.size())
        : div(sum, sum(full(x, 1), keepDims, axes));
  }

  /** All axes of {@code x}. */
  static int[] allAxes(Tensor x) {
    return IntStream.range(0, x.rank()).toArray();
  }

  static Tensor reshape(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : new Reshape(shape).on(x);
  }

  static Tensor reshape(Tensor x, int... dims) {
    return reshape(x, Shape.of(dims));
  }

  static Tensor expandDims(Tensor x, int axis) {
    return reshape(x, x.shape().insertDim(axis, 1));
  }

  static Tensor squeeze(Tensor x, int axis) {
    return reshape(x, x.shape().removeDim(axis));
  }

  static Tensor transpose(Tensor x, int... permutation) {
    List<Integer> order = Arrays.stream(permutation).boxed().toList();
    return order.equals(Arrays.stream(allAxes(x)).boxed().toList())
        ? x
        : new Transpose(order).on(x);
  }

  /** Exchanges the last two axes. */
  static Tensor transposeLast(Tensor x) {
    int[] order = allAxes(x);
    order[x.rank() - 1] = x.rank() - 2;
    order[x.rank() - 2] = x.rank() - 1;
    return transpose(x, order);
  }

  /** {@code x} with one axis moved to another place. */
  static Tensor moveAxis(Tensor x, int from, int to) {
    List<Integer> order = new ArrayList<>(Arrays.stream(allAxes(x)).boxed().toList());
    order.add(x.shape().axis(to), order.remove(x.shape().axis(from)));
    return transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
  }

  static Tensor broadcastTo(Tensor x, Shape shape) {
    return x.shape().equals(shape) ? x : new BroadcastTo(shape).on(x);
  }

  static Tensor concat(int axis, Tensor... parts) {
    return parts.length == 1 ? parts[0] : new Concat(parts[0].shape().axis(axis)).on(parts);
  }

  /** New axis in front of axis {@code axis} of the result. */
  static Tensor stack(int axis, List<Tensor> parts) {
    return concat(axis, parts.stream().map(p -> expandDims(p, axis)).toArray(Tensor[]::new));
  }

  /** The part of one axis from {@code from} to {@code to} (unknown: to the end). */
  static Tensor slice(Tensor x, int axis, int from, int to) {
    return slice(x, axis, from, to, 1);
  }

  /** As {@link #slice(Tensor, int, int, int)}, every {@code step}-th element. */
  static Tensor slice(Tensor x, int axis, int from, int to, int step) {
    int at = x.shape().axis(axis);
    List<Integer> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0));
    List<Integer> limits = new ArrayList<>(Arrays.stream(x.shape().dims()).boxed().toList());
    List<Integer> strides = new ArrayList<>(Collections.nCopies(x.rank(), 1));
    starts.set(at, from);
    limits.set(at, to);
    strides.set(at, step);
    return new Slice(starts, limits, strides).on(x);
  }

  /** Slices of {@code x} along an axis at known places. */
  static Tensor take(Tensor x, int axis, int... indices) {
    return new Gather(x.shape().axis(axis)).on(x, ints(indices));
  }

  static Tensor matmul(Tensor a, Tensor b) {
    Tensor[] both = DTypes.promote(a, b);
    return MatMul.PLAIN.on(both[0], both[1]);
  }

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new ShapeException(message);
    }
  }
}
