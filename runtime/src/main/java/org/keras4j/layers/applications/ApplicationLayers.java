package org.keras4j.layers.applications;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of private layers of keras.applications. */
public final class ApplicationLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(CustomScaleLayer.TYPE, LayerScale.TYPE);
  }
}
