package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.Shape;

/**
 * The weighted mean of values; of samples with several values, of their means. Keras: {@code
 * keras.metrics.Mean}.
 *
 * <p>It takes values, not targets and predictions: {@link #updateValues}.
 */
public class Mean extends ValueMetric {
  public static final NamedType<Mean> TYPE = builtin("Mean", "mean", Mean::new);

  private final Variable total = addVariable("total", Shape.SCALAR);
  private final Variable count = addVariable("count", Shape.SCALAR);

  private Mean(Config config) {
    this(TYPE, config);
  }

  /** A mean of what a subclass makes of targets and predictions. */
  protected Mean(NamedType<?> type, Config config) {
    super(type, config);
  }

  /** With default arguments. */
  public static Mean of() {
    return TYPE.create();
  }

  /** With default arguments, under a name. */
  public static Mean of(String name) {
    return (Mean) of().named(name);
  }

  @Override
  final void updateValues(VariableScope scope, Tensor values, Tensor sampleWeight, Tensor mask) {
    SampleValues samples =
        SampleValues.of(
            values, sampleWeight, mask, (x, axes) -> ReduceOps.mean(x, axes, false), dtype());
    add(scope, total, ReduceOps.sum(samples.values()));
    add(scope, count, count(samples));
  }

  private Tensor count(SampleValues samples) {
    Tensor values = samples.values();
    if (samples.weights() != null) {
      return ReduceOps.sum(samples.weights());
    }
    if (values.shape().isFullyKnown()) {
      return Constant.scalar(dtype(), values.rank() == 0 ? 1 : values.dim(0));
    }
    return ReduceOps.sum(CreationOps.onesLike(values));
  }

  @Override
  public Tensor result(VariableScope scope) {
    return MathOps.divideNoNan(scope.read(total), scope.read(count));
  }
}
