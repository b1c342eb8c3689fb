package org.keras4j.layers.preprocessing;

import java.util.Locale;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/** How layers give categories: {@code output_mode}. */
enum Encoding {
  INT,
  ONE_HOT,
  MULTI_HOT,
  COUNT,

  /** Counts that are weighted afterwards. */
  TF_IDF;

  /**
   * Category indices in this mode.
   *
   * @param depth number of categories
   * @param weights how much each index counts, with {@link #COUNT}; null for 1
   */
  Tensor encode(Tensor indices, int depth, DType dtype, Tensor weights) {
    if (this == INT) {
      return DTypes.cast(indices, dtype);
    }
    Tensor x = indices.rank() == 0 ? ShapeOps.expandDims(indices, 0) : indices;
    return switch (this) {
      case ONE_HOT -> IndexOps.oneHot(single(x), depth, -1, dtype);
      case MULTI_HOT -> IndexOps.multiHot(x, depth, -1, dtype);
      default -> count(x, depth, dtype, weights);
    };
  }

  /** Without a last axis of size 1. */
  private static Tensor single(Tensor x) {
    return x.rank() > 1 && x.dim(-1) == 1 ? ShapeOps.squeeze(x, -1) : x;
  }

  private static Tensor count(Tensor x, int depth, DType dtype, Tensor weights) {
    Tensor hot = IndexOps.oneHot(x, depth, -1, dtype);
    Tensor counted =
        weights == null ? hot : MathOps.multiply(hot, ShapeOps.expandDims(weights, -1));
    return DTypes.cast(ReduceOps.sum(counted, x.rank() > 1 ? 1 : 0), dtype);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
