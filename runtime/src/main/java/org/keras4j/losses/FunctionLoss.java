package org.keras4j.losses;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/** A user's function as a loss. */
final class FunctionLoss extends Loss {
  private final LossFunction function;

  private FunctionLoss(NamedType<?> type, Config config, LossFunction function) {
    super(type, config);
    this.function = function;
  }

  static FunctionLoss of(String name, LossFunction function) {
    Maker maker = new Maker(name, function);
    return maker.make(Config.of(maker.type.args(), Map.of()));
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Weighting.Pair both = Weighting.sameRank(yTrue, yPred);
    return function.apply(both.first(), both.second());
  }

  /** The type of one function, which makes its losses. */
  private static final class Maker {
    private final LossFunction function;
    private final NamedType<FunctionLoss> type;

    Maker(String name, LossFunction function) {
      this.function = function;
      Arg<String> nameArg = Arg.string("name", name);
      this.type =
          new NamedType<>(
              Loss.class,
              null,
              name,
              nameArg,
              this::make,
              List.of(nameArg, REDUCTION, DTYPE),
              List.of());
    }

    FunctionLoss make(Config config) {
      return new FunctionLoss(type, config, function);
    }
  }
}
