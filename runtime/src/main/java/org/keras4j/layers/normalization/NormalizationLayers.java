package org.keras4j.layers.normalization;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of normalization layers. */
public final class NormalizationLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        BatchNormalization.TYPE,
        GroupNormalization.TYPE,
        LayerNormalization.TYPE,
        RMSNormalization.TYPE,
        SpectralNormalization.TYPE,
        UnitNormalization.TYPE);
  }
}
