package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Quantization;

/** The catalogue of quantized dtype policies. */
public final class QuantizedPolicies implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Quantization.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        QuantizedDTypePolicy.TYPE,
        Int4DTypePolicy.TYPE,
        QuantizedFloat8DTypePolicy.TYPE,
        GPTQDTypePolicy.TYPE,
        AWQDTypePolicy.TYPE);
  }
}
