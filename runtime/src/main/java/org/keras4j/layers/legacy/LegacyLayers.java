package org.keras4j.layers.legacy;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/**
 * The catalogue of layers that Keras had once: they stand in files of old versions only, so that
 * none has a builder.
 */
public final class LegacyLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        CosineMerge.TYPE,
        Highway.TYPE,
        LocallyConnected1D.TYPE,
        LocallyConnected2D.TYPE,
        MaxoutDense.TYPE,
        ParametricSoftplus.TYPE,
        RandomFourierFeatures.TYPE,
        RandomHeight.TYPE,
        RandomWidth.TYPE,
        SReLU.TYPE,
        ThresholdedReLU.TYPE,
        UnaveragedNormalization.TYPE);
  }
}
