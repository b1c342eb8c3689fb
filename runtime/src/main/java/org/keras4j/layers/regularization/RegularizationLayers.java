package org.keras4j.layers.regularization;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of regularization layers. */
public final class RegularizationLayers implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    return List.of();
  }
}
