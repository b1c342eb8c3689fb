package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Convolution over three spatial axes: {@code activation(conv(inputs, kernel) + bias)}. Keras:
 * {@code keras.layers.Conv3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, depth, height,
 * width, filters)} with smaller sizes unless padding is "same"; weights {@code kernel (window...,
 * channels / groups, filters)} and {@code bias (filters,)}. With data format channels first,
 * channels are the second axis of both.
 *
 * <pre>{@code
 * Conv3D.filters(32).kernelSize(3).activation(Activations.RELU).build()
 * }</pre>
 */
public final class Conv3D extends BaseConv {
  public static final WindowArgs WINDOW = WindowArgs.of(3);

  public static final LayerType<Conv3D> TYPE =
      LayerType.of("keras.layers", "Conv3D", Conv3D::new, convArguments(WINDOW));

  private Conv3D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv3D}. */
  public static final class Builder extends ConvBuilder<Builder, Conv3D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
