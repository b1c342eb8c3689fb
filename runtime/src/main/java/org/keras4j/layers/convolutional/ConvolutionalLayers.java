package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeCatalog;
import org.keras4j.layers.Layer;

/** The catalogue of convolution layers. */
public final class ConvolutionalLayers implements TypeCatalog {
  @Override
  public Class<?> kind() {
    return Layer.class;
  }

  @Override
  public List<ObjectType<?>> types() {
    return List.of(
        Conv1D.TYPE,
        Conv1DTranspose.TYPE,
        Conv2D.TYPE,
        Conv2DTranspose.TYPE,
        Conv3D.TYPE,
        Conv3DTranspose.TYPE,
        DepthwiseConv1D.TYPE,
        DepthwiseConv2D.TYPE,
        SeparableConv1D.TYPE,
        SeparableConv2D.TYPE);
  }
}
