package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Transposed convolution over rows and columns: what the gradient of a {@link Conv2D} does; makes
 * images larger. Keras: {@code keras.layers.Conv2DTranspose}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, height, width, filters)}
 * with about {@code strides} times the sizes; weights {@code kernel (window..., filters, channels)}
 * and {@code bias (filters,)}.
 *
 * <pre>{@code
 * Conv2DTranspose.filters(32).kernelSize(3).strides(2).padding(Padding.SAME).build()
 * }</pre>
 */
public final class Conv2DTranspose extends BaseConvTranspose {
  public static final WindowArgs WINDOW = WindowArgs.of(2);
  public static final Arg<List<Integer>> OUTPUT_PADDING = outputPadding(2);

  public static final LayerType<Conv2DTranspose> TYPE =
      LayerType.of(
          "keras.layers",
          "Conv2DTranspose",
          Conv2DTranspose::new,
          transposeArguments(WINDOW, OUTPUT_PADDING));

  private Conv2DTranspose(Config config) {
    super(TYPE, config, WINDOW, OUTPUT_PADDING);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv2DTranspose}. */
  public static final class Builder extends ConvTransposeBuilder<Builder, Conv2DTranspose> {
    private Builder() {
      super(TYPE, WINDOW, OUTPUT_PADDING);
    }
  }
}
