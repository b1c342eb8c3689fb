package org.keras4j.metrics;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Weighting;
import org.keras4j.losses.Weighting.Pair;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/**
 * Correlations of target and prediction along an axis. Keras: the functions of {@code
 * keras/src/metrics/correlation_metrics.py}.
 */
public final class CorrelationFunctions {
  private static final double EPSILON = 1e-7;

  private CorrelationFunctions() {}

  /** Keras: {@code pearson_correlation}. */
  public static Tensor pearson(Tensor yTrue, Tensor yPred, int axis) {
    Pair y = Weighting.sameRank(DTypes.cast(yTrue, yPred.dtype()), yPred);
    Tensor product =
        MathOps.multiply(standardized(y.first(), axis), standardized(y.second(), axis));
    return ReduceOps.mean(product, axis);
  }

  private static Tensor standardized(Tensor x, int axis) {
    Tensor centered = MathOps.subtract(x, ReduceOps.mean(x, List.of(axis), true));
    return MathOps.divide(centered, ReduceOps.std(centered, List.of(axis), true));
  }

  /** Keras: {@code concordance_correlation}. */
  public static Tensor concordance(Tensor yTrue, Tensor yPred, int axis) {
    Pair y = Weighting.sameRank(DTypes.cast(yTrue, yPred.dtype()), yPred);
    List<Integer> axes = List.of(axis);
    Tensor targetMean = ReduceOps.mean(y.first(), axes, true);
    Tensor mean = ReduceOps.mean(y.second(), axes, true);
    Tensor targetVariance = ReduceOps.var(MathOps.subtract(y.first(), targetMean), axes, true);
    Tensor variance = ReduceOps.var(MathOps.subtract(y.second(), mean), axes, true);
    // Keras takes the predictions' mean from both: over the axis it makes no difference.
    Tensor covariance =
        MathOps.multiply(MathOps.subtract(y.first(), mean), MathOps.subtract(y.second(), mean));
    Tensor distance = MathOps.square(MathOps.subtract(targetMean, mean));
    Tensor norm = MathOps.add(MathOps.add(targetVariance, variance), distance);
    return ReduceOps.mean(
        MathOps.divide(MathOps.multiply(2, covariance), MathOps.add(norm, EPSILON)), axis);
  }
}
