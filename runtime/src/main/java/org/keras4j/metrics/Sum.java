package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.Shape;

/**
 * The weighted sum of values. Keras: {@code keras.metrics.Sum}.
 *
 * <p>It takes values, not targets and predictions: {@link #updateValues}.
 */
public final class Sum extends ValueMetric {
  public static final NamedType<Sum> TYPE = builtin("Sum", "sum", Sum::new);

  private final Variable total = addVariable("total", Shape.SCALAR);

  private Sum(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Sum of() {
    return TYPE.create();
  }

  @Override
  void updateValues(VariableScope scope, Tensor values, Tensor sampleWeight, Tensor mask) {
    SampleValues samples =
        SampleValues.of(
            values, sampleWeight, mask, (x, axes) -> ReduceOps.sum(x, axes, false), dtype());
    add(scope, total, ReduceOps.sum(samples.values()));
  }

  @Override
  public Tensor result(VariableScope scope) {
    return scope.read(total);
  }
}
