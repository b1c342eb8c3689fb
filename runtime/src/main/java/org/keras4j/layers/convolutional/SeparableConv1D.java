package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * A {@link DepthwiseConv1D}, then a convolution of window 1 that mixes the channels. Keras: {@code
 * keras.layers.SeparableConv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps, filters)}; weights {@code
 * depthwise_kernel (window..., channels, depthMultiplier)}, {@code pointwise_kernel (1..., channels
 * * depthMultiplier, filters)} and {@code bias (filters,)}.
 *
 * <pre>{@code
 * SeparableConv1D.filters(32).kernelSize(3).build()
 * }</pre>
 */
public final class SeparableConv1D extends BaseSeparableConv {
  public static final WindowArgs WINDOW = WindowArgs.of(1);

  public static final LayerType<SeparableConv1D> TYPE =
      LayerType.of(
          "keras.layers", "SeparableConv1D", SeparableConv1D::new, separableArguments(WINDOW));

  private SeparableConv1D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link SeparableConv1D}. */
  public static final class Builder extends SeparableBuilder<Builder, SeparableConv1D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
