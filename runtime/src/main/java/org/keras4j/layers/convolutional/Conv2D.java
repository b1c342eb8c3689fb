package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Convolution over rows and columns: {@code activation(conv(inputs, kernel) + bias)}. Keras: {@code
 * keras.layers.Conv2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, height, width, filters)}
 * with smaller sizes unless padding is "same"; weights {@code kernel (window..., channels / groups,
 * filters)} and {@code bias (filters,)}. With data format channels first, channels are the second
 * axis of both.
 *
 * <pre>{@code
 * Conv2D.filters(32).kernelSize(3).activation(Activations.RELU).build()
 * }</pre>
 */
public final class Conv2D extends BaseConv {
  public static final WindowArgs WINDOW = WindowArgs.of(2);

  public static final LayerType<Conv2D> TYPE =
      LayerType.of("keras.layers", "Conv2D", Conv2D::new, convArguments(WINDOW));

  private Conv2D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv2D}. */
  public static final class Builder extends ConvBuilder<Builder, Conv2D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
