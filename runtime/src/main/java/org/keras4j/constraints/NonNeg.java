package org.keras4j.constraints;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/** Values of at least zero. Keras: {@code keras.constraints.NonNeg}. */
public final class NonNeg implements Constraint {
  public static final ObjectType<NonNeg> TYPE =
      ObjectType.of(Constraint.class, "keras.constraints", "NonNeg", NonNeg::new);

  private final Config config;

  private NonNeg(Config config) {
    this.config = config;
  }

  public static NonNeg of() {
    return new NonNeg(Config.of(TYPE.args(), Map.of()));
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Tensor apply(Tensor weight) {
    return MathOps.maximum(weight, 0);
  }

  @Override
  public String toString() {
    return "NonNeg()";
  }
}
