package org.keras4j.operations;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of operations that may be nodes of a functional model. */
public final class Operations implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    return List.of();
  }
}
