package org.keras4j.metrics;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Reduction;
import org.keras4j.losses.Weighting;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;

/**
 * One weighted value a sample, and the samples' weights (null where there are none). Keras: {@code
 * reduce_to_samplewise_values}.
 */
record SampleValues(Tensor values, Tensor weights) {
  /**
   * Weighs values and reduces all axes but the first.
   *
   * @param mask of the values, heeded only where there are weights, as in Keras; or null
   * @param reduce a mean or a sum over axes
   */
  static SampleValues of(
      Tensor values,
      Tensor sampleWeight,
      Tensor mask,
      BiFunction<Tensor, List<Integer>, Tensor> reduce,
      DType dtype) {
    Tensor result = DTypes.cast(values, dtype);
    Tensor weights = null;
    if (sampleWeight != null) {
      Tensor given = DTypes.cast(sampleWeight, dtype);
      Weighting.Pair both =
          Weighting.sameRank(result, Weighting.applyMask(given, mask, dtype, Reduction.SUM));
      weights = both.second();
      int rank = weights.rank();
      result = reduceFrom(both.first(), rank, reduce);
      weights = ShapeOps.broadcastTo(weights, result.shape());
      result = MathOps.multiply(result, weights);
      weights = rank > 1 ? reduceFrom(weights, 1, reduce) : weights;
    }
    return new SampleValues(reduceFrom(result, 1, reduce), weights);
  }

  private static Tensor reduceFrom(
      Tensor x, int axis, BiFunction<Tensor, List<Integer>, Tensor> reduce) {
    return x.rank() > axis ? reduce.apply(x, IntStream.range(axis, x.rank()).boxed().toList()) : x;
  }
}
