package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of quantizers. */
public final class Quantizers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Quantizer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(AbsMaxQuantizer.TYPE);
  }
}
