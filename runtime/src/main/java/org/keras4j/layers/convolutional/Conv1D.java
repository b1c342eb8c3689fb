package org.keras4j.layers.convolutional;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Convolution over steps: {@code activation(conv(inputs, kernel) + bias)}. Keras: {@code
 * keras.layers.Conv1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps, filters)} with smaller
 * length unless padding is "same"; weights {@code kernel (window..., channels / groups, filters)}
 * and {@code bias (filters,)}. With data format channels first, channels are the second axis of
 * both. Padding may also be "causal".
 *
 * <pre>{@code
 * Conv1D.filters(32).kernelSize(3).activation(Activations.RELU).build()
 * }</pre>
 */
public final class Conv1D extends BaseConv {
  public static final WindowArgs WINDOW = WindowArgs.of(1, true);

  public static final LayerType<Conv1D> TYPE =
      LayerType.of("keras.layers", "Conv1D", Conv1D::new, convArguments(WINDOW));

  private Conv1D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv1D}. */
  public static final class Builder extends ConvBuilder<Builder, Conv1D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
