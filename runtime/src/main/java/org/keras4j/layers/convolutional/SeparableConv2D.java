package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * A {@link DepthwiseConv2D}, then a convolution of window 1 that mixes the channels. Keras: {@code
 * keras.layers.SeparableConv2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, height, width,
 * filters)}; weights {@code depthwise_kernel (window..., channels, depthMultiplier)}, {@code
 * pointwise_kernel (1..., channels * depthMultiplier, filters)} and {@code bias (filters,)}.
 *
 * <pre>{@code
 * SeparableConv2D.filters(32).kernelSize(3).build()
 * }</pre>
 */
public final class SeparableConv2D extends BaseSeparableConv {
  public static final WindowArgs WINDOW = WindowArgs.of(2);

  public static final LayerType<SeparableConv2D> TYPE =
      LayerType.of(
          "keras.layers", "SeparableConv2D", SeparableConv2D::new, separableArguments(WINDOW));

  private SeparableConv2D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link SeparableConv2D}. */
  public static final class Builder extends SeparableBuilder<Builder, SeparableConv2D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
