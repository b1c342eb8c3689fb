package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ArgSort;
import org.keras4j.op.BinCount;
import org.keras4j.op.FillLike;
import org.keras4j.op.Sort;
import org.keras4j.op.TopK;
import org.keras4j.op.Unique;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;

/** Functions of {@code keras.ops} that order and count. */
public final class SortOps {
  private SortOps() {}

  /** Values and positions (int32) of the largest elements. */
  public record TopKResult(Tensor values, Tensor indices) {}

  /** Distinct elements, first positions, positions of each element's value, counts. */
  public record UniqueResult(Tensor values, Tensor index, Tensor inverse, Tensor counts) {}

  /** Ascending along an axis. Keras: {@code sort}. */
  public static Tensor sort(Tensor x, int axis) {
    return new Sort(x.shape().axis(axis), false).on(x);
  }

  /** Positions (int32) in ascending order, stable. Keras: {@code argsort}. */
  public static Tensor argsort(Tensor x, int axis) {
    return x.rank() == 0 ? Creation.ints(0) : new ArgSort(x.shape().axis(axis), false).on(x);
  }

  /**
   * Positions (int32) such that the {@code kth} smallest is in place. All are in order, which is
   * more than asked. Keras: {@code argpartition}.
   */
  public static Tensor argpartition(Tensor x, int kth, int axis) {
    return argsort(x, axis);
  }

  /** The largest elements of the last axis, in descending order. Keras: {@code top_k}. */
  public static TopKResult topK(Tensor x, int k) {
    List<Tensor> result = new TopK(k).call(List.of(x));
    return new TopKResult(result.get(0), result.get(1));
  }

  /** Whether each row's target is among its {@code k} best predictions. Keras: {@code in_top_k}. */
  public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
    Tensor target = IndexOps.takeAlongAxis(predictions, ShapeOps.expandDims(targets, -1), -1);
    Tensor better = ReduceOps.countNonzero(LogicOps.greater(predictions, target), -1);
    // As TensorFlow: nothing can be said of a row that holds NaN or an infinity.
    Tensor finite = ReduceOps.all(LogicOps.isfinite(predictions), -1);
    return LogicOps.logicalAnd(finite, LogicOps.less(better, k));
  }

  /**
   * Where each value would be inserted into a sorted vector. Keras: {@code searchsorted}.
   *
   * @param right after equal elements instead of before
   */
  public static Tensor searchsorted(Tensor sorted, Tensor values, boolean right) {
    if (sorted.rank() != 1) {
      throw new ShapeException(
          "`searchsorted` only supports 1-D sorted sequences. Received: sorted_sequence.shape="
              + sorted.shape());
    }
    Tensor each = ShapeOps.expandDims(values, -1);
    Tensor before = right ? LogicOps.greaterEqual(each, sorted) : LogicOps.greater(each, sorted);
    return ReduceOps.countNonzero(before, -1);
  }

  /** Which of the bins, given by ascending edges, holds each value. Keras: {@code digitize}. */
  public static Tensor digitize(Tensor x, List<Double> bins) {
    double[] edges = bins.stream().mapToDouble(Double::doubleValue).toArray();
    return digitize(x, Constant.of(NDArray.of(edges, edges.length)));
  }

  /** {@link #digitize(Tensor, List)} for edges in a vector. */
  public static Tensor digitize(Tensor x, Tensor bins) {
    DType dtype =
        switch (x.dtype()) {
          case BOOL, INT8, INT16, INT32, UINT8, UINT16, BFLOAT16, FLOAT16, FLOAT32 -> DType.FLOAT32;
          default -> DType.FLOAT64;
        };
    return searchsorted(cast(bins, dtype), cast(x, dtype), true);
  }

  /** Distinct elements in ascending order; lengths are known when run. Keras: {@code unique}. */
  public static UniqueResult unique(Tensor x) {
    List<Tensor> result = new Unique().call(List.of(ShapeOps.ravel(x)));
    return new UniqueResult(result.get(0), result.get(1), result.get(2), result.get(3));
  }

  /**
   * How often each integer occurs, or the sum of its weights. Keras: {@code bincount}.
   *
   * @param weights {@code null} to count
   */
  public static Tensor bincount(Tensor x, Tensor weights, int minLength) {
    DType dtype = weights == null ? DType.INT32 : DTypes.resultType(x.dtype(), weights.dtype());
    Tensor each = weights == null ? new FillLike(DType.INT32, 1).emit(x) : cast(weights, dtype);
    return new BinCount(minLength).on(cast(x, DType.INT32), each);
  }

  /**
   * Counts of the values in equal bins, and the edges of the bins. Keras: {@code histogram}.
   *
   * @param range lowest and highest edge; {@code null} for those of the data
   */
  public static List<Tensor> histogram(Tensor x, int bins, double[] range) {
    Tensor flat = ShapeOps.ravel(x);
    Tensor low = range == null ? ReduceOps.min(flat) : scalar(x.dtype(), range[0]);
    Tensor high = range == null ? ReduceOps.max(flat) : scalar(x.dtype(), range[1]);
    Tensor edges = cast(CreationOps.linspace(low, high, bins + 1, true, null), x.dtype());
    Tensor inside =
        LogicOps.logicalAnd(LogicOps.greaterEqual(flat, low), LogicOps.lessEqual(flat, high));
    Tensor bin = searchsorted(JoinOps.slice(edges, 0, 1, bins), flat, true);
    Tensor counted = LogicOps.where(inside, bin, scalar(DType.INT32, -1));
    Tensor hot = IndexOps.oneHot(counted, bins, -1, DType.INT32);
    return List.of(cast(ReduceOps.sum(hot, 0), x.dtype()), edges);
  }
}
