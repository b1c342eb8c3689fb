package org.keras4j.layers.regularization;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of regularization layers. */
public final class RegularizationLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        ActivityRegularization.TYPE,
        AlphaDropout.TYPE,
        Dropout.TYPE,
        GaussianDropout.TYPE,
        GaussianNoise.TYPE,
        SpatialDropout1D.TYPE,
        SpatialDropout2D.TYPE,
        SpatialDropout3D.TYPE);
  }
}
