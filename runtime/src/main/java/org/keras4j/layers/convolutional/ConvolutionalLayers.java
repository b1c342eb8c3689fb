package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;

/** The catalogue of convolution layers. */
public final class ConvolutionalLayers implements TypeCatalog {
  @Override
  public List<ObjectType<?>> types() {
    return List.of();
  }
}
