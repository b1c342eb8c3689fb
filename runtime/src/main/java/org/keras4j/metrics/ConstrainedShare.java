package org.keras4j.metrics;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.Shape;

/** The largest of one share over the thresholds at which another is large enough, else 0. */
abstract class ConstrainedShare extends ConfusionMetric {
  private final double least;
  private final ConfusionCounts counts;

  ConstrainedShare(
      NamedType<?> type, Config config, double least, int numThresholds, Integer classId) {
    super(type, config);
    this.least = least;
    this.counts =
        new ConfusionCounts(Thresholds.even(numThresholds), numThresholds > 1, null, classId);
    count(
        Shape.of(numThresholds),
        Cell.TRUE_POSITIVES,
        Cell.FALSE_POSITIVES,
        Cell.TRUE_NEGATIVES,
        Cell.FALSE_NEGATIVES);
  }

  static Arg<Double> constraint(String key) {
    return Arg.required(key, Codecs.FLOAT)
        .that(value -> value >= 0 && value <= 1, "a value in the range [0, 1]");
  }

  static Arg<Integer> thresholds() {
    return Arg.integer("num_thresholds", 200).that(value -> value > 0, "an integer > 0");
  }

  /** What must be large enough, for each threshold. */
  abstract Tensor constrained(VariableScope scope);

  /** What is to be as large as possible, for each threshold. */
  abstract Tensor wanted(VariableScope scope);

  @Override
  final ConfusionCounts counts() {
    return counts;
  }

  @Override
  public final Tensor result(VariableScope scope) {
    Tensor feasible = LogicOps.greaterEqual(constrained(scope), least);
    Tensor largest = ReduceOps.max(LogicOps.where(feasible, wanted(scope), 0.0));
    return MathOps.maximum(largest, 0.0);
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
