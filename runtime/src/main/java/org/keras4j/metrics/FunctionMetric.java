package org.keras4j.metrics;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.LossFunction;

/** The mean of a user's function. */
final class FunctionMetric extends MeanMetric {
  private final LossFunction function;

  private FunctionMetric(NamedType<?> type, Config config, LossFunction function) {
    super(type, config);
    this.function = function;
  }

  static FunctionMetric of(String name, LossFunction function) {
    Maker maker = new Maker(name, function);
    return maker.make(Config.of(maker.type.args(), Map.of()));
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return function.apply(yTrue, yPred);
  }

  /** The type of one function, which makes its metrics. */
  private static final class Maker {
    private final LossFunction function;
    private final NamedType<FunctionMetric> type;

    Maker(String name, LossFunction function) {
      this.function = function;
      Arg<String> nameArg = Arg.string("name", name);
      this.type =
          new NamedType<>(
              Metric.class, null, name, nameArg, this::make, List.of(nameArg, DTYPE), List.of());
    }

    FunctionMetric make(Config config) {
      return new FunctionMetric(type, config, function);
    }
  }
}
