package org.keras4j.regularizers;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of regularizers. */
public final class Regularizers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Regularizer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(L1.TYPE, L1L2.TYPE, L2.TYPE, OrthogonalRegularizer.TYPE);
  }
}
