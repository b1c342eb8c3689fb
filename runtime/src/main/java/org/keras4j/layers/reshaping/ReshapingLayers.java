package org.keras4j.layers.reshaping;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of reshaping layers. */
public final class ReshapingLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Cropping1D.TYPE,
        Cropping2D.TYPE,
        Cropping3D.TYPE,
        Flatten.TYPE,
        Permute.TYPE,
        RepeatVector.TYPE,
        Reshape.TYPE,
        UpSampling1D.TYPE,
        UpSampling2D.TYPE,
        UpSampling3D.TYPE,
        ZeroPadding1D.TYPE,
        ZeroPadding2D.TYPE,
        ZeroPadding3D.TYPE);
  }
}
