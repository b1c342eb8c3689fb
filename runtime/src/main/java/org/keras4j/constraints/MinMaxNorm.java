package org.keras4j.constraints;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/** Norms between two bounds. Keras: {@code keras.constraints.MinMaxNorm}. */
public final class MinMaxNorm extends NormConstraint {
  /** The least norm; default 0. */
  public static final Arg<Double> MIN_VALUE = Arg.number("min_value", 0.0);

  /** The greatest norm; default 1. */
  public static final Arg<Double> MAX_VALUE = Arg.number("max_value", 1.0);

  /** How far a norm goes towards its bound at each step: 1 (the default) is all the way. */
  public static final Arg<Double> RATE = Arg.number("rate", 1.0);

  public static final ObjectType<MinMaxNorm> TYPE =
      ObjectType.of(
          Constraint.class,
          "keras.constraints",
          "MinMaxNorm",
          MinMaxNorm::new,
          MIN_VALUE,
          MAX_VALUE,
          RATE,
          AXIS);

  private MinMaxNorm(Config config) {
    super(TYPE, config);
  }

  /** A constraint on the norms along axis 0. */
  public static MinMaxNorm of(double minValue, double maxValue) {
    return new MinMaxNorm(Config.of(TYPE.args(), Map.of(MIN_VALUE, minValue, MAX_VALUE, maxValue)));
  }

  @Override
  Tensor desired(Tensor norms) {
    double rate = config().get(RATE);
    Tensor bounded = MathOps.clip(norms, config().get(MIN_VALUE), config().get(MAX_VALUE));
    return MathOps.add(MathOps.multiply(bounded, rate), MathOps.multiply(norms, 1 - rate));
  }
}
