package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Convolution over rows and columns of each channel by itself. Keras: {@code
 * keras.layers.DepthwiseConv2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, height, width, channels
 * * depthMultiplier)}; weights {@code kernel (window..., channels, depthMultiplier)} and {@code
 * bias (channels * depthMultiplier,)}.
 *
 * <pre>{@code
 * DepthwiseConv2D.kernelSize(3).padding(Padding.SAME).build()
 * }</pre>
 */
public final class DepthwiseConv2D extends BaseDepthwiseConv {
  public static final WindowArgs WINDOW = WindowArgs.of(2);

  public static final LayerType<DepthwiseConv2D> TYPE =
      LayerType.of(
          "keras.layers", "DepthwiseConv2D", DepthwiseConv2D::new, depthwiseArguments(WINDOW));

  private DepthwiseConv2D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder kernelSize(int... sizes) {
    return new Builder().kernelSize(sizes);
  }

  /** Sets the arguments of a {@link DepthwiseConv2D}. */
  public static final class Builder extends DepthwiseBuilder<Builder, DepthwiseConv2D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
