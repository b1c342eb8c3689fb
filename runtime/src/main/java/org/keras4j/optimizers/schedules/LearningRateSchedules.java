package org.keras4j.optimizers.schedules;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of learning rate schedules. */
public final class LearningRateSchedules implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return LearningRateSchedule.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        ExponentialDecay.TYPE,
        InverseTimeDecay.TYPE,
        PolynomialDecay.TYPE,
        PiecewiseConstantDecay.TYPE,
        CosineDecay.TYPE,
        CosineDecayRestarts.TYPE);
  }
}
