package org.keras4j.metrics;

import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.VariableScope;
import org.keras4j.losses.Weighting;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;

/**
 * Square root of the mean of squared differences. Keras: {@code
 * keras.metrics.RootMeanSquaredError}.
 */
public final class RootMeanSquaredError extends Mean {
  public static final NamedType<RootMeanSquaredError> TYPE =
      builtin("RootMeanSquaredError", "root_mean_squared_error", RootMeanSquaredError::new);

  private RootMeanSquaredError(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static RootMeanSquaredError of() {
    return TYPE.create();
  }

  @Override
  protected void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Weighting.Pair y = Weighting.sameRank(DTypes.cast(yTrue, dtype()), DTypes.cast(yPred, dtype()));
    Tensor squares = MathOps.square(MathOps.subtract(y.second(), y.first()));
    updateValues(scope, squares, sampleWeight);
  }

  @Override
  public Tensor result(VariableScope scope) {
    return MathOps.sqrt(super.result(scope));
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
