package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.tensor.Shape;

/** True positives, divided by them and another cell: precision and recall. */
abstract class PositivesShare extends ConfusionMetric {
  private final Cell other;
  private final ConfusionCounts counts;

  PositivesShare(
      NamedType<?> type,
      Config config,
      Cell other,
      List<Double> given,
      Integer topK,
      Integer classId) {
    super(type, config);
    Thresholds thresholds = Thresholds.of(given, topK == null ? 0.5 : Thresholds.LOWEST);
    this.other = other;
    this.counts = new ConfusionCounts(thresholds, thresholds.isEven(), topK, classId);
    count(Shape.of(thresholds.count()), Cell.TRUE_POSITIVES, other);
  }

  @Override
  final ConfusionCounts counts() {
    return counts;
  }

  @Override
  public final Tensor result(VariableScope scope) {
    return unwrapped(share(scope, Cell.TRUE_POSITIVES, other));
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
