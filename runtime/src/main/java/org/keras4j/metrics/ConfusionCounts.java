package org.keras4j.metrics;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.Weighting;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.SortOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Weighted numbers of true and false, positive and negative predictions, for each of several
 * thresholds. Keras: {@code update_confusion_matrix_variables}.
 *
 * @param isEven whether thresholds lie evenly in [0, 1]
 * @param topK only the best {@code topK} of the last axis may be positive; null for all
 * @param classId only this place of the last axis counts; null for all
 * @param multiLabel whether to count for each place of the last axis alone
 * @param labelWeights one factor for each place of the last axis; or null
 */
record ConfusionCounts(
    Thresholds thresholds,
    boolean isEven,
    Integer topK,
    Integer classId,
    boolean multiLabel,
    List<Double> labelWeights) {
  private static final DType DTYPE = DType.FLOAT32;

  /** Counts over all places alike. */
  ConfusionCounts(Thresholds thresholds, boolean isEven, Integer topK, Integer classId) {
    this(thresholds, isEven, topK, classId, false, null);
  }

  /** All four counts of a batch, of shape {@code (thresholds)}, or {@code (thresholds, labels)}. */
  Map<Cell, Tensor> of(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
    Weighting.Pair y = Weighting.sameRank(DTypes.cast(yPred, DTYPE), DTypes.cast(yTrue, DTYPE));
    Tensor prediction = y.first();
    Tensor target = y.second();
    Tensor weight = null;
    if (sampleWeight != null) {
      Tensor column = ShapeOps.expandDims(DTypes.cast(sampleWeight, DTYPE), -1);
      weight = Weighting.sameRank(target, column, false).second();
    }
    if (topK != null) {
      prediction = best(prediction);
    }
    if (classId != null) {
      requireClasses(prediction);
      target = ofClass(target);
      prediction = ofClass(prediction);
    }
    weight = weights(weight, prediction.shape());
    Tensor isTrue = DTypes.cast(target, DType.BOOL);
    return isEven
        ? byBuckets(isTrue, prediction, weight)
        : byComparison(isTrue, prediction, weight);
  }

  /** All but the best {@code topK} of each row put below every threshold. */
  private Tensor best(Tensor prediction) {
    Tensor places = SortOps.topK(prediction, topK).indices();
    Tensor hot = IndexOps.oneHot(places, prediction.dim(-1), -1, DTYPE);
    Tensor mask = ReduceOps.sum(hot, -2);
    return MathOps.add(
        MathOps.multiply(prediction, mask),
        MathOps.multiply(Thresholds.LOWEST, MathOps.subtract(1.0, mask)));
  }

  private static void requireClasses(Tensor prediction) {
    if (prediction.rank() == 1) {
      throw new ShapeException(
          "When class_id is provided, y_pred must be a 2D array with shape (num_samples,"
              + " num_classes), found shape: "
              + prediction.shape());
    }
  }

  private Tensor ofClass(Tensor x) {
    int classes = x.dim(-1);
    int place = classId < 0 ? classId + classes : classId;
    if (place < 0 || place >= classes) {
      throw new ShapeException(
          "class_id=" + classId + " is out of range for " + classes + " classes");
    }
    return IndexOps.take(x, Constant.of(NDArray.of(new int[] {place}, 1)), -1);
  }

  /** The weight of each prediction, or null if all weigh 1. */
  private Tensor weights(Tensor sampleWeight, Shape shape) {
    Tensor weight = sampleWeight == null ? null : ShapeOps.broadcastTo(sampleWeight, shape);
    if (labelWeights == null || multiLabel) {
      return weight;
    }
    float[] factors = new float[labelWeights.size()];
    for (int i = 0; i < factors.length; i++) {
      factors[i] = labelWeights.get(i).floatValue();
    }
    Tensor labels = Constant.of(NDArray.of(factors, 1, factors.length));
    Tensor all = ShapeOps.broadcastTo(labels, shape);
    return weight == null ? all : MathOps.multiply(weight, all);
  }

  /** Each prediction is compared with each threshold. */
  private Map<Cell, Tensor> byComparison(Tensor target, Tensor prediction, Tensor weight) {
    Tensor limits =
        DTypes.cast(Constant.of(NDArray.of(thresholds.toArray(), thresholds.count())), DTYPE);
    Tensor columns =
        multiLabel ? ShapeOps.reshape(limits, -1, 1, 1) : ShapeOps.reshape(limits, -1, 1);
    Tensor isPositive = LogicOps.greater(inFront(prediction), columns);
    Tensor isTrue = inFront(target);
    Tensor isNegative = LogicOps.logicalNot(isPositive);
    Tensor isFalse = LogicOps.logicalNot(isTrue);
    Tensor factor = weight == null ? null : inFront(weight);
    Map<Cell, Tensor> counts = new EnumMap<>(Cell.class);
    counts.put(Cell.TRUE_POSITIVES, sum(isTrue, isPositive, factor));
    counts.put(Cell.FALSE_POSITIVES, sum(isFalse, isPositive, factor));
    counts.put(Cell.TRUE_NEGATIVES, sum(isFalse, isNegative, factor));
    counts.put(Cell.FALSE_NEGATIVES, sum(isTrue, isNegative, factor));
    return counts;
  }

  /** {@code x} behind an axis of thresholds; flat, unless labels are kept apart. */
  private Tensor inFront(Tensor x) {
    return multiLabel ? ShapeOps.expandDims(x, 0) : ShapeOps.reshape(x, 1, -1);
  }

  private static Tensor sum(Tensor label, Tensor prediction, Tensor weight) {
    Tensor both = LogicOps.logicalAnd(label, prediction);
    Tensor counted = weight == null ? DTypes.cast(both, DTYPE) : LogicOps.where(both, weight, 0.0);
    return ReduceOps.sum(counted, 1);
  }

  /**
   * Each prediction is put between two thresholds, then running sums are taken: much less work for
   * many thresholds.
   */
  private Map<Cell, Tensor> byBuckets(Tensor isTrue, Tensor prediction, Tensor weight) {
    int count = thresholds.count();
    Tensor target = rows(DTypes.cast(isTrue, DTYPE));
    Tensor p = rows(MathOps.clip(prediction, 0.0, 1.0));
    Tensor other = MathOps.subtract(1.0, target);
    Tensor factor = weight == null ? null : rows(weight);
    Tensor trueLabels = factor == null ? target : MathOps.multiply(target, factor);
    Tensor falseLabels = factor == null ? other : MathOps.multiply(other, factor);
    // A prediction must be greater than a threshold: 0.5 is in the bucket that ends with 0.5.
    Tensor bucket = MathOps.subtract(MathOps.ceil(MathOps.multiply(p, (double) (count - 1))), 1.0);
    if (thresholds.hasOpenEnds()) {
      bucket = NnOps.relu(bucket);
    }
    Tensor place = DTypes.cast(bucket, DType.INT32);
    Tensor truePositives = above(trueLabels, place, count);
    Tensor falsePositives = above(falseLabels, place, count);
    Map<Cell, Tensor> counts = new EnumMap<>(Cell.class);
    counts.put(Cell.TRUE_POSITIVES, truePositives);
    counts.put(Cell.FALSE_POSITIVES, falsePositives);
    counts.put(
        Cell.TRUE_NEGATIVES, MathOps.subtract(ReduceOps.sum(falseLabels, 0), falsePositives));
    counts.put(Cell.FALSE_NEGATIVES, MathOps.subtract(ReduceOps.sum(trueLabels, 0), truePositives));
    return counts;
  }

  /** One row a prediction: flat, unless labels are kept apart. */
  private Tensor rows(Tensor x) {
    return multiLabel ? x : ShapeOps.reshape(x, -1);
  }

  /** The sum of what lies in each bucket or above. */
  private Tensor above(Tensor x, Tensor bucket, int count) {
    Tensor sums;
    if (multiLabel) {
      // One range of segments a label.
      int labels = x.dim(-1);
      int[] starts = new int[labels];
      for (int i = 0; i < labels; i++) {
        starts[i] = i * count;
      }
      Tensor place = MathOps.add(bucket, Constant.of(NDArray.of(starts, 1, labels)));
      Tensor flat =
          IndexOps.segmentSum(ShapeOps.reshape(x, -1), ShapeOps.reshape(place, -1), labels * count);
      sums = ShapeOps.transpose(ShapeOps.reshape(flat, labels, count));
    } else {
      sums = IndexOps.segmentSum(x, bucket, count);
    }
    return ShapeOps.flip(ReduceOps.cumsum(ShapeOps.flip(sums, 0), 0), 0);
  }
}
