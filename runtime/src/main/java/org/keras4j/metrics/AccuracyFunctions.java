package org.keras4j.metrics;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Weighting;
import org.keras4j.losses.Weighting.Pair;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.SortOps;
import org.keras4j.tensor.DType;

/**
 * Whether predictions are right, as 0 or 1 in float32. Keras: the functions of {@code
 * keras/src/metrics/accuracy_metrics.py}.
 */
public final class AccuracyFunctions {
  private AccuracyFunctions() {}

  private static Tensor matches(Tensor yTrue, Tensor yPred) {
    return DTypes.cast(LogicOps.equal(yTrue, yPred), DType.FLOAT32);
  }

  /** Whether prediction equals target. Keras: {@code accuracy}. */
  public static Tensor accuracy(Tensor yTrue, Tensor yPred) {
    Pair y = Weighting.sameRank(DTypes.cast(yTrue, yPred.dtype()), yPred);
    return matches(y.first(), y.second());
  }

  /** Whether a prediction is on the right side of a threshold. Keras: {@code binary_accuracy}. */
  public static Tensor binaryAccuracy(Tensor yTrue, Tensor yPred, double threshold) {
    Pair y = Weighting.sameRank(yTrue, yPred);
    Tensor positive = LogicOps.greater(y.second(), threshold);
    return matches(y.first(), DTypes.cast(positive, y.first().dtype()));
  }

  /**
   * Whether the class of the best prediction is that of the largest target. Keras: {@code
   * categorical_accuracy}.
   */
  public static Tensor categoricalAccuracy(Tensor yTrue, Tensor yPred) {
    Tensor target = DTypes.cast(ReduceOps.argmax(yTrue, -1, false), yPred.dtype());
    boolean column = target.rank() == yPred.rank();
    Tensor classes = column ? ShapeOps.squeeze(target, -1) : target;
    Tensor best = DTypes.cast(ReduceOps.argmax(yPred, -1, false), target.dtype());
    Tensor matches = matches(classes, best);
    return column ? ShapeOps.reshape(matches, target.shape()) : matches;
  }

  /**
   * Whether the class of the best prediction is the target. Keras: {@code
   * sparse_categorical_accuracy}.
   */
  public static Tensor sparseCategoricalAccuracy(Tensor yTrue, Tensor yPred) {
    Tensor target = DTypes.cast(yTrue, yPred.dtype());
    boolean column = target.rank() == yPred.rank() && target.dim(-1) == 1;
    Tensor classes = column ? ShapeOps.squeeze(target, -1) : target;
    Tensor best = DTypes.cast(ReduceOps.argmax(yPred, -1, false), target.dtype());
    Tensor matches = matches(classes, best);
    matches = column ? ShapeOps.reshape(matches, target.shape()) : matches;
    return matches.rank() > 1 && matches.dim(-1) == 1 ? ShapeOps.squeeze(matches, -1) : matches;
  }

  /**
   * Whether the class of the largest target is among the {@code k} best predictions. Keras: {@code
   * top_k_categorical_accuracy}.
   */
  public static Tensor topKCategoricalAccuracy(Tensor yTrue, Tensor yPred, int k) {
    Tensor target = ReduceOps.argmax(DTypes.cast(yTrue, yPred.dtype()), -1, false);
    return inTopK(target, yPred, k);
  }

  /**
   * Whether the target is among the {@code k} best predictions. Keras: {@code
   * sparse_top_k_categorical_accuracy}.
   *
   * @param fromSortedIds whether predictions are classes, the best first, instead of scores
   */
  public static Tensor sparseTopKCategoricalAccuracy(
      Tensor yTrue, Tensor yPred, int k, boolean fromSortedIds) {
    if (!fromSortedIds) {
      return inTopK(DTypes.cast(yTrue, DType.INT32), yPred, k);
    }
    Tensor target = DTypes.cast(yTrue, yPred.dtype());
    Tensor ids = flattened(yPred);
    Tensor first = ShapeOps.slice(ids, List.of(0, 0), List.of(-1, Math.min(k, ids.dim(-1))));
    Tensor equal = LogicOps.equal(ShapeOps.reshape(target, -1, 1), first);
    Tensor matches = DTypes.cast(ReduceOps.any(equal, 1), DType.FLOAT32);
    return target.rank() > 1 ? ShapeOps.reshape(matches, target.shape()) : matches;
  }

  private static Tensor inTopK(Tensor target, Tensor yPred, int k) {
    Tensor classes = target.rank() > 1 ? ShapeOps.reshape(target, -1) : target;
    Tensor matches = DTypes.cast(SortOps.inTopK(classes, flattened(yPred), k), DType.FLOAT32);
    return target.rank() > 1 ? ShapeOps.reshape(matches, target.shape()) : matches;
  }

  private static Tensor flattened(Tensor yPred) {
    return yPred.rank() > 2 ? ShapeOps.reshape(yPred, -1, yPred.dim(-1)) : yPred;
  }
}
