package org.keras4j.losses;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Sample weights, masks and reductions of losses and metrics. Keras: the functions of {@code
 * keras/src/losses/loss.py}.
 */
public final class Weighting {
  private Weighting() {}

  /** Two tensors whose ranks were made equal, if they differed by a last axis of size 1. */
  public record Pair(Tensor first, Tensor second) {}

  /**
   * Expands or squeezes a last axis of size 1 where ranks differ by one. Keras: {@code
   * squeeze_or_expand_to_same_rank}.
   */
  public static Pair sameRank(Tensor first, Tensor second) {
    return sameRank(first, second, true);
  }

  /**
   * As {@link #sameRank(Tensor, Tensor)}.
   *
   * @param expandRank1 whether a vector beside a column becomes a column; else the column becomes a
   *     vector
   */
  public static Pair sameRank(Tensor first, Tensor second, boolean expandRank1) {
    if (first.rank() == second.rank() + 1 && first.dim(-1) == 1) {
      return second.rank() == 1 && expandRank1
          ? new Pair(first, ShapeOps.expandDims(second, -1))
          : new Pair(ShapeOps.squeeze(first, -1), second);
    }
    if (second.rank() == first.rank() + 1 && second.dim(-1) == 1) {
      return first.rank() == 1 && expandRank1
          ? new Pair(ShapeOps.expandDims(first, -1), second)
          : new Pair(first, ShapeOps.squeeze(second, -1));
    }
    return new Pair(first, second);
  }

  /**
   * Sample weights in which masked places count nothing. Keras: {@code apply_mask}.
   *
   * @param sampleWeight or null
   * @param mask true (or not 0) where a place counts; or null
   * @return null where both are null. With a reduction that divides by the number of values, the
   *     weights make up for the masked ones.
   */
  public static Tensor applyMask(
      Tensor sampleWeight, Tensor mask, DType dtype, Reduction reduction) {
    if (mask == null) {
      return sampleWeight;
    }
    Tensor weight = DTypes.cast(mask, dtype);
    if (reduction.isMean()) {
      Tensor share = MathOps.divideNoNan(count(mask, dtype), ReduceOps.sum(weight));
      weight = LogicOps.where(DTypes.cast(mask, DType.BOOL), share, 0);
    }
    if (sampleWeight == null) {
      return weight;
    }
    Pair both = sameRank(weight, DTypes.cast(sampleWeight, dtype));
    return MathOps.multiply(both.second(), both.first());
  }

  /** Weighs and reduces values. Keras: {@code reduce_weighted_values}. */
  static Tensor reduce(
      Tensor values, Tensor sampleWeight, Tensor mask, Reduction reduction, DType dtype) {
    Tensor losses = DTypes.cast(values, dtype);
    Tensor given = sampleWeight == null ? null : DTypes.cast(sampleWeight, dtype);
    Tensor weight = applyMask(given, mask, dtype, reduction);
    if (weight != null) {
      Pair both = sameRank(losses, weight);
      weight = both.second();
      losses = MathOps.multiply(both.first(), weight);
    }
    if (reduction == Reduction.NONE || losses.rank() == 0 || losses.shape().equals(Shape.of(0))) {
      return losses;
    }
    Tensor sum = ReduceOps.sum(losses);
    if (reduction == Reduction.SUM) {
      return sum;
    }
    Tensor divisor =
        reduction == Reduction.MEAN_WITH_SAMPLE_WEIGHT && weight != null
            ? ReduceOps.sum(weight)
            : count(losses, sum.dtype());
    return MathOps.divideNoNan(sum, divisor);
  }

  /** The number of elements, which need not be known yet. */
  private static Tensor count(Tensor x, DType dtype) {
    return x.shape().isFullyKnown()
        ? Constant.scalar(dtype, x.shape().size())
        : ReduceOps.sum(CreationOps.fullLike(x, 1, dtype));
  }
}
