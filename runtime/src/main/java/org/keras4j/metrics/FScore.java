package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** The harmonic mean of precision and recall, for classes on the last of two axes. */
abstract class FScore extends Metric {
  private static final double EPSILON = 1e-7;

  private final double beta;
  private final String average;
  private final Double threshold;
  private Variable truePositives;
  private Variable falsePositives;
  private Variable falseNegatives;
  private Variable targets;

  FScore(NamedType<?> type, Config config, double beta, String average, Double threshold) {
    super(type, config);
    this.beta = beta;
    this.average = average;
    this.threshold = threshold;
  }

  static Arg<String> average() {
    return Arg.string("average", null)
        .that(
            List.of("micro", "macro", "weighted")::contains,
            "one of {None, 'micro', 'macro', 'weighted'}");
  }

  static Arg<Double> threshold() {
    return Arg.number("threshold", null)
        .that(value -> value > 0 && value <= 1, "a number with 0 < threshold <= 1");
  }

  private boolean isMicro() {
    return "micro".equals(average);
  }

  @Override
  protected final void buildVariables(TensorSpec yTrue, TensorSpec yPred) {
    if (yPred.shape().rank() != 2
        || yTrue.shape().rank() != 2
        || !yPred.shape().isKnown(-1)
        || !yTrue.shape().isKnown(-1)) {
      throw new ShapeException(
          type().className()
              + " expects 2D inputs with shape (batch_size, output_dim). Received input shapes:"
              + " y_pred.shape="
              + yPred.shape()
              + " and y_true.shape="
              + yTrue.shape());
    }
    Shape shape = isMicro() ? Shape.SCALAR : Shape.of(yPred.shape().dim(-1));
    truePositives = addVariable("true_positives", shape);
    falsePositives = addVariable("false_positives", shape);
    falseNegatives = addVariable("false_negatives", shape);
    targets = addVariable("intermediate_weights", shape);
  }

  @Override
  protected final void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Tensor target = DTypes.cast(yTrue, dtype());
    Tensor prediction = DTypes.cast(isPositive(DTypes.cast(yPred, dtype())), dtype());
    Tensor weight =
        sampleWeight == null ? null : ShapeOps.expandDims(DTypes.cast(sampleWeight, dtype()), 1);
    Tensor other = MathOps.subtract(1, target);
    add(scope, truePositives, sum(MathOps.multiply(prediction, target), weight));
    add(scope, falsePositives, sum(MathOps.multiply(prediction, other), weight));
    Tensor missed = MathOps.multiply(MathOps.subtract(1, prediction), target);
    add(scope, falseNegatives, sum(missed, weight));
    add(scope, targets, sum(target, weight));
  }

  /** Predictions above the threshold; without one the largest of each row, if it is not 0. */
  private Tensor isPositive(Tensor prediction) {
    if (threshold != null) {
      return LogicOps.greater(prediction, threshold);
    }
    Tensor largest = ReduceOps.max(prediction, List.of(-1), true);
    return LogicOps.logicalAnd(
        LogicOps.greaterEqual(prediction, largest),
        LogicOps.greater(MathOps.abs(prediction), 1e-9));
  }

  private Tensor sum(Tensor x, Tensor weight) {
    Tensor weighted = weight == null ? x : MathOps.multiply(x, weight);
    return isMicro() ? ReduceOps.sum(weighted) : ReduceOps.sum(weighted, 0);
  }

  @Override
  public final Tensor result(VariableScope scope) {
    Tensor positives = scope.read(truePositives);
    Tensor precision = ratio(positives, MathOps.add(positives, scope.read(falsePositives)));
    Tensor recall = ratio(positives, MathOps.add(positives, scope.read(falseNegatives)));
    Tensor sum = MathOps.add(MathOps.multiply(precision, beta * beta), recall);
    Tensor mean = ratio(MathOps.multiply(precision, recall), sum);
    Tensor score = MathOps.multiply(mean, 1 + beta * beta);
    if (average == null) {
      return score;
    }
    if (!average.equals("weighted")) {
      return ReduceOps.mean(score);
    }
    Tensor counts = scope.read(targets);
    return ReduceOps.sum(MathOps.multiply(score, ratio(counts, ReduceOps.sum(counts))));
  }

  private static Tensor ratio(Tensor a, Tensor b) {
    return MathOps.divide(a, MathOps.add(b, EPSILON));
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
