package org.keras4j.constraints;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/** Norms of at most {@code max_value}. Keras: {@code keras.constraints.MaxNorm}. */
public final class MaxNorm extends NormConstraint {
  /** The greatest norm; default 2. */
  public static final Arg<Double> MAX_VALUE = Arg.number("max_value", 2.0);

  public static final ObjectType<MaxNorm> TYPE =
      ObjectType.of(
          Constraint.class, "keras.constraints", "MaxNorm", MaxNorm::new, MAX_VALUE, AXIS);

  private MaxNorm(Config config) {
    super(TYPE, config);
  }

  /** A constraint on the norms along axis 0. */
  public static MaxNorm of(double maxValue) {
    return new MaxNorm(Config.of(TYPE.args(), Map.of(MAX_VALUE, maxValue)));
  }

  @Override
  Tensor desired(Tensor norms) {
    return MathOps.clip(norms, 0, config().get(MAX_VALUE));
  }
}
