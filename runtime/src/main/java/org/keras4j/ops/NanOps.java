package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;

/** Reductions of {@code keras.ops} that leave out NaN. Axes as in {@link ReduceOps}. */
public final class NanOps {
  private NanOps() {}

  /** Sum without NaN. Keras: {@code nansum}. */
  public static Tensor nansum(Tensor x, List<Integer> axes, boolean keepDims) {
    return ReduceOps.sum(replaced(x, 0), axes, keepDims);
  }

  /** Product without NaN. Keras: {@code nanprod}. */
  public static Tensor nanprod(Tensor x, List<Integer> axes, boolean keepDims) {
    return ReduceOps.prod(replaced(x, 1), axes, keepDims);
  }

  /** Largest element without NaN; NaN if there is none. Keras: {@code nanmax}. */
  public static Tensor nanmax(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor numbers = replaced(x, Double.NEGATIVE_INFINITY);
    return unlessAllNan(x, ReduceOps.max(numbers, axes, keepDims), axes, keepDims);
  }

  /** Smallest element without NaN; NaN if there is none. Keras: {@code nanmin}. */
  public static Tensor nanmin(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor numbers = replaced(x, Double.POSITIVE_INFINITY);
    return unlessAllNan(x, ReduceOps.min(numbers, axes, keepDims), axes, keepDims);
  }

  /** Mean without NaN. Keras: {@code nanmean}. */
  public static Tensor nanmean(Tensor x, List<Integer> axes, boolean keepDims) {
    if (!x.dtype().isFloating()) {
      return ReduceOps.mean(cast(x, DType.FLOAT32), axes, keepDims);
    }
    return MathOps.divide(nansum(x, axes, keepDims), count(x, axes, keepDims));
  }

  /** Variance without NaN. Keras: {@code nanvar}. */
  public static Tensor nanvar(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor value = cast(x, DTypes.resultTypeWithFloat(x.dtype()));
    Tensor centered = MathOps.subtract(value, nanmean(value, axes, true));
    Tensor squares = MathOps.square(replaced(centered, value, 0));
    return MathOps.divide(ReduceOps.sum(squares, axes, keepDims), count(value, axes, keepDims));
  }

  /** Standard deviation without NaN. Keras: {@code nanstd}. */
  public static Tensor nanstd(Tensor x, List<Integer> axes, boolean keepDims) {
    return MathOps.sqrt(nanvar(x, axes, keepDims));
  }

  /** Position (int32) of the largest number; -1 if there is none. Keras: {@code nanargmax}. */
  public static Tensor nanargmax(Tensor x, int axis, boolean keepDims) {
    Tensor numbers = replaced(x, Double.NEGATIVE_INFINITY);
    return orMinusOne(x, ReduceOps.argmax(numbers, axis, keepDims), axis, keepDims);
  }

  /** Position (int32) of the smallest number; -1 if there is none. Keras: {@code nanargmin}. */
  public static Tensor nanargmin(Tensor x, int axis, boolean keepDims) {
    Tensor numbers = replaced(x, Double.POSITIVE_INFINITY);
    return orMinusOne(x, ReduceOps.argmin(numbers, axis, keepDims), axis, keepDims);
  }

  /**
   * Running sum; NaN counts as 0 and infinities as the largest numbers. Keras: {@code nancumsum}.
   */
  public static Tensor nancumsum(Tensor x, int axis) {
    return ReduceOps.cumsum(LogicOps.nanToNum(x, 0, null, null), axis);
  }

  /** Running product; NaN counts as 1. Keras: {@code nancumprod}. */
  public static Tensor nancumprod(Tensor x, int axis) {
    return ReduceOps.cumprod(LogicOps.nanToNum(x, 1, null, null), axis);
  }

  private static Tensor replaced(Tensor x, double value) {
    return replaced(x, x, value);
  }

  /** {@code x} with {@code value} where {@code test} is NaN. */
  private static Tensor replaced(Tensor x, Tensor test, double value) {
    return x.dtype().isFloating()
        ? LogicOps.where(LogicOps.isnan(test), scalar(x.dtype(), value), x)
        : x;
  }

  private static Tensor count(Tensor x, List<Integer> axes, boolean keepDims) {
    Tensor numbers = LogicOps.logicalNot(LogicOps.isnan(x));
    return ReduceOps.sum(cast(numbers, x.dtype()), axes, keepDims);
  }

  private static Tensor unlessAllNan(
      Tensor x, Tensor result, List<Integer> axes, boolean keepDims) {
    if (!x.dtype().isFloating()) {
      return result;
    }
    Tensor none = ReduceOps.all(LogicOps.isnan(x), axes, keepDims);
    return LogicOps.where(none, scalar(x.dtype(), Double.NaN), result);
  }

  private static Tensor orMinusOne(Tensor x, Tensor position, int axis, boolean keepDims) {
    if (!x.dtype().isFloating()) {
      return position;
    }
    Tensor none = ReduceOps.all(LogicOps.isnan(x), List.of(axis), keepDims);
    return LogicOps.where(none, scalar(DType.INT32, -1), position);
  }
}
