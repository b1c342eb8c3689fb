package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.QuantizationConfig;

/** The catalogue of quantization configs. */
public final class QuantizationConfigs implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return QuantizationConfig.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Int8QuantizationConfig.TYPE,
        Int4QuantizationConfig.TYPE,
        Float8QuantizationConfig.TYPE,
        GPTQConfig.TYPE,
        AWQConfig.TYPE);
  }
}
