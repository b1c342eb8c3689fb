package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Transposed convolution over three spatial axes: what the gradient of a {@link Conv3D} does; makes
 * volumes larger. Keras: {@code keras.layers.Conv3DTranspose}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, depth, height,
 * width, filters)} with about {@code strides} times the sizes; weights {@code kernel (window...,
 * filters, channels)} and {@code bias (filters,)}.
 *
 * <pre>{@code
 * Conv3DTranspose.filters(32).kernelSize(3).strides(2).padding(Padding.SAME).build()
 * }</pre>
 */
public final class Conv3DTranspose extends BaseConvTranspose {
  public static final WindowArgs WINDOW = WindowArgs.of(3);
  public static final Arg<List<Integer>> OUTPUT_PADDING = outputPadding(3);

  public static final LayerType<Conv3DTranspose> TYPE =
      LayerType.of(
          "keras.layers",
          "Conv3DTranspose",
          Conv3DTranspose::new,
          transposeArguments(WINDOW, OUTPUT_PADDING));

  private Conv3DTranspose(Config config) {
    super(TYPE, config, WINDOW, OUTPUT_PADDING);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv3DTranspose}. */
  public static final class Builder extends ConvTransposeBuilder<Builder, Conv3DTranspose> {
    private Builder() {
      super(TYPE, WINDOW, OUTPUT_PADDING);
    }
  }
}
