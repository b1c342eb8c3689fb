package org.keras4j.layers.attention;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of attention layers. */
public final class AttentionLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        AdditiveAttention.TYPE,
        Attention.TYPE,
        GroupedQueryAttention.TYPE,
        MultiHeadAttention.TYPE);
  }
}
