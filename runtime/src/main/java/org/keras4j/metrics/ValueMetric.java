package org.keras4j.metrics;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.plan.EagerFunction;
import org.keras4j.tensor.NDArray;

/** A metric of values, as a loss that was computed already. */
public abstract class ValueMetric extends Metric {
  private final EagerFunction eagerValues =
      new EagerFunction(
          (scope, inputs) -> {
            updateValues(scope, inputs.get(0), inputs.size() > 1 ? inputs.get(1) : null);
            return List.of();
          });

  ValueMetric(NamedType<?> type, Config config) {
    super(type, config);
  }

  /** Adds values; {@code mask}, of the values, may be null. */
  abstract void updateValues(VariableScope scope, Tensor values, Tensor sampleWeight, Tensor mask);

  /**
   * Adds values.
   *
   * @param values of shape {@code (batch, ...)}, or a scalar
   * @param sampleWeight how much samples, or single values, count; or null
   */
  public final void updateValues(VariableScope scope, Tensor values, Tensor sampleWeight) {
    updateValues(scope, values, sampleWeight, null);
  }

  /** Adds an array of values. */
  public final void updateValues(NDArray values) {
    eagerValues.run(List.of(values));
  }

  /** Adds an array of values, weighted. */
  public final void updateValues(NDArray values, NDArray sampleWeight) {
    eagerValues.run(List.of(values, sampleWeight));
  }

  @Override
  protected void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    throw new UnsupportedOperationException(
        type().className()
            + " takes values, not targets and predictions: use updateValues, or"
            + " Metric.ofFunction(name, function)");
  }
}
