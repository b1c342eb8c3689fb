package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;

/** The count of one cell of the confusion matrix. */
abstract class ConditionCount extends ConfusionMetric {
  private final Cell cell;
  private final ConfusionCounts counts;

  ConditionCount(NamedType<?> type, Config config, Cell cell, List<Double> given) {
    super(type, config);
    Thresholds thresholds = Thresholds.of(given, 0.5);
    this.cell = cell;
    this.counts = new ConfusionCounts(thresholds, thresholds.isEven(), null, null);
    count(cell, "accumulator", thresholds.count());
  }

  @Override
  final ConfusionCounts counts() {
    return counts;
  }

  @Override
  public final Tensor result(VariableScope scope) {
    return unwrapped(read(scope, cell));
  }
}
