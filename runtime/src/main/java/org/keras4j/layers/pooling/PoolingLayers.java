package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of pooling layers. */
public final class PoolingLayers implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    return List.of();
  }
}
