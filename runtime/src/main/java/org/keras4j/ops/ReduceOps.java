package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ArgKind;
import org.keras4j.op.ArgReduce;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.Mean;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Select;
import org.keras4j.op.StopGradient;
import org.keras4j.tensor.DType;

/**
 * Reductions of {@code keras.ops}. Axes may count from the end; without axes (or with {@code null}
 * for a list) all of them are reduced.
 */
public final class ReduceOps {
  private ReduceOps() {}

  /** Sum; narrow integers and bools in 32 bits. Keras: {@code sum}. */
  public static Tensor sum(Tensor x, int... axes) {
    return sum(x, Axes.of(x, axes), false);
  }

  /** Sum; narrow integers and bools in 32 bits. Keras: {@code sum}. */
  public static Tensor sum(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce(ReduceKind.SUM, wide(x), axes, keepDims);
  }

  /** Product; narrow integers and bools in 32 bits. Keras: {@code prod}. */
  public static Tensor prod(Tensor x, int... axes) {
    return prod(x, Axes.of(x, axes), false);
  }

  /** Product; narrow integers and bools in 32 bits. Keras: {@code prod}. */
  public static Tensor prod(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce(ReduceKind.PROD, wide(x), axes, keepDims);
  }

  /** Largest element. Keras: {@code max}, {@code amax}. */
  public static Tensor max(Tensor x, int... axes) {
    return max(x, Axes.of(x, axes), false);
  }

  /** Largest element. Keras: {@code max}, {@code amax}. */
  public static Tensor max(Tensor x, List<Integer> axes, boolean keepDims) {
    ReduceKind kind = x.dtype() == DType.BOOL ? ReduceKind.ANY : ReduceKind.MAX;
    return reduce(kind, x, axes, keepDims);
  }

  /** Smallest element. Keras: {@code min}, {@code amin}. */
  public static Tensor min(Tensor x, int... axes) {
    return min(x, Axes.of(x, axes), false);
  }

  /** Smallest element. Keras: {@code min}, {@code amin}. */
  public static Tensor min(Tensor x, List<Integer> axes, boolean keepDims) {
    ReduceKind kind = x.dtype() == DType.BOOL ? ReduceKind.ALL : ReduceKind.MIN;
    return reduce(kind, x, axes, keepDims);
  }

  /** Whether any element is true or not zero. Keras: {@code any}. */
  public static Tensor any(Tensor x, int... axes) {
    return any(x, Axes.of(x, axes), false);
  }

  /** Whether any element is true or not zero. Keras: {@code any}. */
  public static Tensor any(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce(ReduceKind.ANY, cast(x, DType.BOOL), axes, keepDims);
  }

  /** Whether all elements are true or not zero. Keras: {@code all}. */
  public static Tensor all(Tensor x, int... axes) {
    return all(x, Axes.of(x, axes), false);
  }

  /** Whether all elements are true or not zero. Keras: {@code all}. */
  public static Tensor all(Tensor x, List<Integer> axes, boolean keepDims) {
    return reduce(ReduceKind.ALL, cast(x, DType.BOOL), axes, keepDims);
  }

  /** Arithmetic mean, of integers as float32. Keras: {@code mean}. */
  public static Tensor mean(Tensor x, int... axes) {
    return mean(x, Axes.of(x, axes), false);
  }

  /** Arithmetic mean, of integers as float32. Keras: {@code mean}. */
  public static Tensor mean(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor value = atLeastFloat32(x);
    Tensor mean = new Mean(Axes.of(x, axes), keepDims).emit(value);
    return x.dtype().isFloating() ? cast(mean, x.dtype()) : mean;
  }

  /** Variance, the mean squared distance from the mean. Keras: {@code var}. */
  public static Tensor var(Tensor x, int... axes) {
    return var(x, Axes.of(x, axes), false);
  }

  /** Variance, the mean squared distance from the mean. Keras: {@code var}. */
  public static Tensor var(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor value = atLeastFloat32(x);
    List<Integer> all = Axes.of(x, axes);
    Tensor centered = MathOps.subtract(value, new Mean(all, true).emit(value));
    Tensor variance = new Mean(all, keepDims).emit(MathOps.square(centered));
    return cast(variance, DTypes.resultTypeWithFloat(x.dtype()));
  }

  /** Standard deviation. Keras: {@code std}. */
  public static Tensor std(Tensor x, int... axes) {
    return std(x, Axes.of(x, axes), false);
  }

  /** Standard deviation. Keras: {@code std}. */
  public static Tensor std(Tensor x, List<Integer> axes, boolean keepDims) {
    return MathOps.sqrt(var(x, axes, keepDims));
  }

  /**
   * Weighted mean. Keras: {@code average}.
   *
   * @param weights {@code null}, or of the shape of {@code x}, or a vector along the only axis
   */
  public static Tensor average(Tensor x, Tensor weights, int... axes) {
    if (weights == null) {
      return mean(cast(x, DTypes.resultTypeWithFloat(x.dtype())), axes);
    }
    DType dtype = DTypes.resultTypeWithFloat(x.dtype(), weights.dtype());
    Tensor factors = cast(weights, dtype);
    if (factors.rank() < x.rank() && axes.length == 1) {
      int after = x.rank() - 1 - x.shape().axis(axes[0]);
      for (int i = 0; i < after; i++) {
        factors = ShapeOps.expandDims(factors, -1);
      }
      Tensor total = sum(factors);
      return MathOps.divide(sum(MathOps.multiply(cast(x, dtype), factors), axes), total);
    }
    return MathOps.divide(sum(MathOps.multiply(cast(x, dtype), factors), axes), sum(factors, axes));
  }

  /** Largest minus smallest element. Keras: {@code ptp}. */
  public static Tensor ptp(Tensor x, List<Integer> axes, boolean keepDims) {
    return MathOps.subtract(max(x, axes, keepDims), min(x, axes, keepDims));
  }

  /** Number (int32) of elements that are not zero. Keras: {@code count_nonzero}. */
  public static Tensor countNonzero(Tensor x, int... axes) {
    return sum(cast(x, DType.BOOL), axes);
  }

  /** {@code log(sum(exp(x)))} without overflow. Keras: {@code logsumexp}. */
  public static Tensor logsumexp(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor value = DTypes.toFloat(x);
    Tensor largest = max(value, axes, true);
    // An infinite maximum would give inf - inf; it carries no gradient of its own either.
    Tensor finite = new Select().on(LogicOps.isfinite(largest), largest, scalar(value.dtype(), 0));
    Tensor shift = new StopGradient().on(finite);
    Tensor exponentials = MathOps.exp(MathOps.subtract(value, shift));
    Tensor result = MathOps.add(MathOps.log(sum(exponentials, axes, true)), shift);
    return keepDims ? result : ShapeOps.squeeze(result, Axes.of(x, axes));
  }

  /** Position (int32) of the largest element in row-major order. Keras: {@code argmax}. */
  public static Tensor argmax(Tensor x) {
    return argmax(ShapeOps.reshape(x, -1), 0, false);
  }

  /** Position (int32) of the largest element along an axis. Keras: {@code argmax}. */
  public static Tensor argmax(Tensor x, int axis, boolean keepDims) {
    return new ArgReduce(ArgKind.MAX, x.shape().axis(axis), keepDims).on(x);
  }

  /** Position (int32) of the smallest element in row-major order. Keras: {@code argmin}. */
  public static Tensor argmin(Tensor x) {
    return argmin(ShapeOps.reshape(x, -1), 0, false);
  }

  /** Position (int32) of the smallest element along an axis. Keras: {@code argmin}. */
  public static Tensor argmin(Tensor x, int axis, boolean keepDims) {
    return new ArgReduce(ArgKind.MIN, x.shape().axis(axis), keepDims).on(x);
  }

  /** Running sum along an axis. Keras: {@code cumsum}. */
  public static Tensor cumsum(Tensor x, int axis) {
    return cumulative(CumulativeKind.SUM, x, axis);
  }

  /** Running product along an axis. Keras: {@code cumprod}. */
  public static Tensor cumprod(Tensor x, int axis) {
    return cumulative(CumulativeKind.PROD, x, axis);
  }

  private static Tensor cumulative(CumulativeKind kind, Tensor x, int axis) {
    return new Cumulative(kind, x.shape().axis(axis), false, false).on(DTypes.number(x));
  }

  private static Tensor reduce(ReduceKind kind, Tensor x, List<Integer> axes, boolean keepDims) {
    List<Integer> all = Axes.of(x, axes);
    return all.isEmpty() ? x : new Reduce(kind, all, keepDims).on(x);
  }

  /** Bools and narrow integers in 32 bits. */
  static Tensor wide(Tensor x) {
    return switch (x.dtype()) {
      case BOOL, INT8, INT16 -> cast(x, DType.INT32);
      case UINT8, UINT16 -> cast(x, DType.UINT32);
      default -> x;
    };
  }

  private static Tensor atLeastFloat32(Tensor x) {
    return cast(x, DTypes.resultType(x.dtype(), DType.FLOAT32));
  }
}
