package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of preprocessing layers. */
public final class PreprocessingLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        CategoryEncoding.TYPE,
        CenterCrop.TYPE,
        Discretization.TYPE,
        HashedCrossing.TYPE,
        Hashing.TYPE,
        IntegerLookup.TYPE,
        MelSpectrogram.TYPE,
        Normalization.TYPE,
        Pipeline.TYPE,
        Rescaling.TYPE,
        Resizing.TYPE,
        STFTSpectrogram.TYPE,
        StringLookup.TYPE,
        TextVectorization.TYPE);
  }
}
