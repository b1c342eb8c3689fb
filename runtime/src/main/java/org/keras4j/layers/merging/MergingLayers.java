package org.keras4j.layers.merging;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of merging layers. */
public final class MergingLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Add.TYPE,
        Average.TYPE,
        Concatenate.TYPE,
        Dot.TYPE,
        Maximum.TYPE,
        Minimum.TYPE,
        Multiply.TYPE,
        Subtract.TYPE);
  }
}
