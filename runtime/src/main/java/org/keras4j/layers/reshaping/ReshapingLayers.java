package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of reshaping layers. */
public final class ReshapingLayers implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    return List.of();
  }
}
