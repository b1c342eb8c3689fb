package org.keras4j.constraints;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.CreationOps;

/** Norms of one. Keras: {@code keras.constraints.UnitNorm}. */
public final class UnitNorm extends NormConstraint {
  public static final ObjectType<UnitNorm> TYPE =
      ObjectType.of(Constraint.class, "keras.constraints", "UnitNorm", UnitNorm::new, AXIS);

  private UnitNorm(Config config) {
    super(TYPE, config);
  }

  /** A constraint on the norms along axis 0. */
  public static UnitNorm of() {
    return new UnitNorm(Config.of(TYPE.args(), Map.of()));
  }

  @Override
  Tensor desired(Tensor norms) {
    return CreationOps.onesLike(norms);
  }
}
