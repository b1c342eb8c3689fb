package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Convolution over steps of each channel by itself. Keras: {@code keras.layers.DepthwiseConv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps, channels *
 * depthMultiplier)}; weights {@code kernel (window..., channels, depthMultiplier)} and {@code bias
 * (channels * depthMultiplier,)}.
 *
 * <pre>{@code
 * DepthwiseConv1D.kernelSize(3).padding(Padding.SAME).build()
 * }</pre>
 */
public final class DepthwiseConv1D extends BaseDepthwiseConv {
  public static final WindowArgs WINDOW = WindowArgs.of(1);

  public static final LayerType<DepthwiseConv1D> TYPE =
      LayerType.of(
          "keras.layers", "DepthwiseConv1D", DepthwiseConv1D::new, depthwiseArguments(WINDOW));

  private DepthwiseConv1D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder kernelSize(int... sizes) {
    return new Builder().kernelSize(sizes);
  }

  /** Sets the arguments of a {@link DepthwiseConv1D}. */
  public static final class Builder extends DepthwiseBuilder<Builder, DepthwiseConv1D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
