package org.keras4j.constraints;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/** What constraints on the norm of a weight's slices share. */
abstract class NormConstraint implements Constraint {
  /** Axis or axes along which the norm is taken; default 0. */
  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", Codecs.AXES, List.of(0));

  /** Keras' default fuzz factor, {@code keras.config.epsilon()}. */
  private static final double EPSILON = 1e-7;

  private final ObjectType<?> type;
  private final Config config;

  NormConstraint(ObjectType<?> type, Config config) {
    this.type = type;
    this.config = config;
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  /** What the norms become. */
  abstract Tensor desired(Tensor norms);

  @Override
  public final Tensor apply(Tensor weight) {
    Tensor norms = MathOps.sqrt(ReduceOps.sum(MathOps.square(weight), config.get(AXIS), true));
    return MathOps.multiply(weight, MathOps.divide(desired(norms), MathOps.add(norms, EPSILON)));
  }

  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
