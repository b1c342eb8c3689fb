package org.keras4j.layers.core;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of core layers. */
public final class CoreLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Dense.TYPE,
        EinsumDense.TYPE,
        Embedding.TYPE,
        Identity.TYPE,
        InputLayer.TYPE,
        Lambda.TYPE,
        Masking.TYPE,
        ReversibleEmbedding.TYPE);
  }
}
