package org.keras4j.metrics;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.MatrixOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * The mean over classes of {@code true positives / (true positives + false positives + false
 * negatives)}, from a confusion matrix. Classes that do not occur are left out. As in Keras the
 * matrix is of integers unless a dtype is given, so that fractions of weights are cut off.
 */
abstract class IntersectionOverUnion extends Metric {
  private static final double EPSILON = 1e-7;
  private static final double PRESENT = 1e-9;

  /**
   * What is counted.
   *
   * @param targets the classes over which the mean goes; null for all
   * @param ignored a class whose targets do not count, or null
   * @param sparseTrue whether targets are classes, else one value a class
   * @param sparsePred whether predictions are
   * @param axis of the classes
   */
  record Options(
      int classes,
      List<Integer> targets,
      Integer ignored,
      boolean sparseTrue,
      boolean sparsePred,
      int axis) {
    Options {
      targets = targets == null ? IntStream.range(0, classes).boxed().toList() : targets;
      if (Collections.max(targets) >= classes || Collections.min(targets) < 0) {
        throw new ConfigException(
            "Target class id " + targets + " is out of range, which is [0, " + classes + ")");
      }
    }
  }

  private final Options options;
  private final Variable matrix;

  IntersectionOverUnion(NamedType<?> type, Config config, Options options) {
    super(type, config);
    this.options = options;
    this.matrix = addVariable("total_confusion_matrix", Shape.of(options.classes, options.classes));
  }

  static Arg<Integer> numClasses() {
    return Arg.positiveInt("num_classes");
  }

  static Arg<List<Integer>> targetClassIds() {
    return Arg.required("target_class_ids", Codecs.INTS)
        .that(ids -> !ids.isEmpty(), "at least one class");
  }

  @Override
  protected final DType defaultDType() {
    return DType.INT64;
  }

  /** Predictions as they are counted. */
  Tensor predictions(Tensor yPred) {
    return yPred;
  }

  @Override
  protected final void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Tensor target = classes(yTrue, options.sparseTrue);
    Tensor prediction = classes(predictions(yPred), options.sparsePred);
    Tensor weight =
        sampleWeight == null
            ? Constant.scalar(dtype(), 1)
            : flat(DTypes.cast(sampleWeight, dtype()));
    Tensor counts = LogicOps.logicalAnd(isClass(target), isClass(prediction));
    if (options.ignored != null) {
      counts = LogicOps.logicalAnd(counts, LogicOps.notEqual(target, options.ignored));
    }
    Tensor cells = JoinOps.stack(List.of(index(counts, target), index(counts, prediction)), 1);
    Tensor added = LogicOps.where(counts, ShapeOps.broadcastTo(weight, target.shape()), 0);
    add(scope, matrix, IndexOps.scatter(cells, added, matrix.shape()));
  }

  private Tensor classes(Tensor x, boolean sparse) {
    Tensor classes = sparse ? x : ReduceOps.argmax(x, options.axis, false);
    return flat(DTypes.cast(classes, dtype()));
  }

  private static Tensor flat(Tensor x) {
    return x.rank() > 1 ? ShapeOps.reshape(x, -1) : x;
  }

  private Tensor isClass(Tensor x) {
    return LogicOps.logicalAnd(LogicOps.greaterEqual(x, 0), LogicOps.less(x, options.classes));
  }

  private static Tensor index(Tensor counts, Tensor classes) {
    return DTypes.cast(LogicOps.where(counts, classes, 0), DType.INT32);
  }

  @Override
  public final Tensor result(VariableScope scope) {
    Tensor current = scope.read(matrix);
    Tensor right = MatrixOps.diag(current, 0);
    Tensor union =
        MathOps.subtract(MathOps.add(ReduceOps.sum(current, 0), ReduceOps.sum(current, 1)), right);
    Tensor present = DTypes.cast(LogicOps.greater(picked(union), PRESENT), DType.FLOAT32);
    Tensor iou = MathOps.divide(picked(right), MathOps.add(picked(union), EPSILON));
    Tensor sum = ReduceOps.sum(MathOps.multiply(present, iou));
    return MathOps.divide(sum, MathOps.add(ReduceOps.sum(present), EPSILON));
  }

  /** The counted classes of a vector, in float32. */
  private Tensor picked(Tensor x) {
    int[] ids = options.targets.stream().mapToInt(Integer::intValue).toArray();
    Tensor places = Constant.of(NDArray.of(ids, ids.length));
    return DTypes.cast(IndexOps.take(x, places, 0), DType.FLOAT32);
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
