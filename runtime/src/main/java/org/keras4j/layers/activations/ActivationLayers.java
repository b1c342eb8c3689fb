package org.keras4j.layers.activations;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of activation layers. */
public final class ActivationLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(Activation.TYPE, ELU.TYPE, LeakyReLU.TYPE, PReLU.TYPE, ReLU.TYPE, Softmax.TYPE);
  }
}
