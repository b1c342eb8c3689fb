package org.keras4j.constraints;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of constraints. */
public final class Constraints implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Constraint.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(MaxNorm.TYPE, MinMaxNorm.TYPE, NonNeg.TYPE, UnitNorm.TYPE);
  }
}
