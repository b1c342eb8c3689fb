package org.keras4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The area under the ROC curve, or under the curve of precision and recall, approximated by
 * thresholds. Keras: {@code keras.metrics.AUC}.
 *
 * <p>Targets are 0 or 1, predictions in [0, 1].
 */
public final class AUC extends ConfusionMetric {
  /** How many thresholds, evenly from 0 to 1; default 200. */
  public static final Arg<Integer> NUM_THRESHOLDS = Arg.integer("num_thresholds", 200);

  /** The curve; default ROC. */
  public static final Arg<AucCurve> CURVE =
      Arg.choice("curve", AucCurve.class, AucCurve::name, AucCurve.ROC);

  /** How the area is summed up; default interpolation. */
  public static final Arg<AucSummation> SUMMATION_METHOD =
      Arg.choice(
          "summation_method",
          AucSummation.class,
          AucSummation::kerasName,
          AucSummation.INTERPOLATION);

  /** Thresholds between 0 and 1 that take the place of even ones; default none. */
  public static final Arg<List<Double>> THRESHOLDS = Arg.numbers("thresholds", null);

  /** Whether each column is a problem of its own, and areas are averaged; default false. */
  public static final Arg<Boolean> MULTI_LABEL = Arg.bool("multi_label", false);

  /** The number of columns with {@link #MULTI_LABEL}; default: as in the data. */
  public static final Arg<Integer> NUM_LABELS = Arg.integer("num_labels", null);

  /** One factor a column; default all alike. */
  public static final Arg<List<Double>> LABEL_WEIGHTS = Arg.numbers("label_weights", null);

  /** Whether predictions are logits, not probabilities; default false. */
  public static final Arg<Boolean> FROM_LOGITS = Arg.bool("from_logits", false);

  public static final NamedType<AUC> TYPE =
      builtin(
          "AUC",
          null,
          AUC::new,
          NUM_THRESHOLDS,
          CURVE,
          SUMMATION_METHOD,
          THRESHOLDS,
          MULTI_LABEL,
          NUM_LABELS,
          LABEL_WEIGHTS,
          FROM_LOGITS);

  private static final Cell[] CELLS = {
    Cell.TRUE_POSITIVES, Cell.FALSE_POSITIVES, Cell.TRUE_NEGATIVES, Cell.FALSE_NEGATIVES
  };

  private final ConfusionCounts counts;

  private AUC(Config config) {
    super(TYPE, counted(config));
    Thresholds ends = thresholds();
    boolean isEven = get(THRESHOLDS) == null || ends.isEven();
    this.counts =
        new ConfusionCounts(
            ends.withOpenEnds(), isEven, null, null, get(MULTI_LABEL), get(LABEL_WEIGHTS));
    if (!get(MULTI_LABEL)) {
      requireNoLabels();
      count(Shape.of(ends.count()), CELLS);
    } else if (get(NUM_LABELS) != null) {
      count(Shape.of(ends.count(), get(NUM_LABELS)), CELLS);
    }
  }

  /** The config with given thresholds sorted, and counted with those at the ends. */
  private static Config counted(Config config) {
    if (config.get(THRESHOLDS) == null) {
      return config;
    }
    List<Double> sorted = config.get(THRESHOLDS).stream().sorted().toList();
    return config.with(THRESHOLDS, sorted).with(NUM_THRESHOLDS, sorted.size() + 2);
  }

  /** With default arguments. */
  public static AUC of() {
    return TYPE.create();
  }

  /** Of a curve. */
  public static AUC of(AucCurve curve) {
    return TYPE.create(Config.of(TYPE.args(), Map.of(CURVE, curve)));
  }

  private Thresholds thresholds() {
    if (get(THRESHOLDS) == null) {
      if (get(NUM_THRESHOLDS) <= 1) {
        throw new ConfigException(
            "Argument `num_thresholds` must be an integer > 1. Received: num_thresholds="
                + get(NUM_THRESHOLDS));
      }
      return Thresholds.even(get(NUM_THRESHOLDS));
    }
    List<Double> values = new ArrayList<>(get(THRESHOLDS));
    values.add(0, 0.0);
    values.add(1.0);
    return new Thresholds(values);
  }

  private void requireNoLabels() {
    if (get(NUM_LABELS) != null && get(NUM_LABELS) != 0) {
      throw new ConfigException(
          "`num_labels` is needed only when `multi_label` is True. Received: num_labels="
              + get(NUM_LABELS));
    }
  }

  @Override
  protected void buildVariables(TensorSpec yTrue, TensorSpec yPred) {
    if (!get(MULTI_LABEL)) {
      return;
    }
    if (yPred.shape().rank() != 2) {
      throw new ShapeException(
          "`y_pred` must have rank 2 when `multi_label=True`. Found rank "
              + yPred.shape().rank()
              + ". Full shape received for `y_pred`: "
              + yPred.shape());
    }
    if (get(NUM_LABELS) == null) {
      count(Shape.of(counts.thresholds().count(), yPred.shape().dim(1)), CELLS);
    }
  }

  @Override
  ConfusionCounts counts() {
    return counts;
  }

  @Override
  protected void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Tensor prediction = get(FROM_LOGITS) ? NnOps.sigmoid(yPred) : yPred;
    super.updateState(scope, yTrue, prediction, sampleWeight, mask);
  }

  @Override
  public Tensor result(VariableScope scope) {
    AucArea area =
        new AucArea(
            read(scope, Cell.TRUE_POSITIVES),
            read(scope, Cell.FALSE_POSITIVES),
            read(scope, Cell.TRUE_NEGATIVES),
            read(scope, Cell.FALSE_NEGATIVES));
    Tensor areas = ReduceOps.sum(area.terms(get(CURVE), get(SUMMATION_METHOD)), 0);
    return get(MULTI_LABEL) ? average(areas) : areas;
  }

  /** The mean of the labels' areas. */
  private Tensor average(Tensor areas) {
    if (get(LABEL_WEIGHTS) == null) {
      return ReduceOps.mean(areas);
    }
    double[] factors = get(LABEL_WEIGHTS).stream().mapToDouble(Double::doubleValue).toArray();
    Tensor weights = DTypes.cast(Constant.of(NDArray.of(factors, factors.length)), areas.dtype());
    return MathOps.divideNoNan(
        ReduceOps.sum(MathOps.multiply(areas, weights)), ReduceOps.sum(weights));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
