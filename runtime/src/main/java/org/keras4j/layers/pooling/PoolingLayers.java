package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of pooling layers. */
public final class PoolingLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        AdaptiveAveragePooling1D.TYPE,
        AdaptiveAveragePooling2D.TYPE,
        AdaptiveAveragePooling3D.TYPE,
        AdaptiveMaxPooling1D.TYPE,
        AdaptiveMaxPooling2D.TYPE,
        AdaptiveMaxPooling3D.TYPE,
        AveragePooling1D.TYPE,
        AveragePooling2D.TYPE,
        AveragePooling3D.TYPE,
        GlobalAveragePooling1D.TYPE,
        GlobalAveragePooling2D.TYPE,
        GlobalAveragePooling3D.TYPE,
        GlobalMaxPooling1D.TYPE,
        GlobalMaxPooling2D.TYPE,
        GlobalMaxPooling3D.TYPE,
        MaxPooling1D.TYPE,
        MaxPooling2D.TYPE,
        MaxPooling3D.TYPE);
  }
}
