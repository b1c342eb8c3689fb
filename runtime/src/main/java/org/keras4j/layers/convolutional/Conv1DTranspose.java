package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/**
 * Transposed convolution over steps: what the gradient of a {@link Conv1D} does; makes sequences
 * longer. Keras: {@code keras.layers.Conv1DTranspose}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps, filters)} with about
 * {@code strides} times the length; weights {@code kernel (window..., filters, channels)} and
 * {@code bias (filters,)}.
 *
 * <pre>{@code
 * Conv1DTranspose.filters(32).kernelSize(3).strides(2).padding(Padding.SAME).build()
 * }</pre>
 */
public final class Conv1DTranspose extends BaseConvTranspose {
  public static final WindowArgs WINDOW = WindowArgs.of(1);
  public static final Arg<List<Integer>> OUTPUT_PADDING = outputPadding(1);

  public static final LayerType<Conv1DTranspose> TYPE =
      LayerType.of(
          "keras.layers",
          "Conv1DTranspose",
          Conv1DTranspose::new,
          transposeArguments(WINDOW, OUTPUT_PADDING));

  private Conv1DTranspose(Config config) {
    super(TYPE, config, WINDOW, OUTPUT_PADDING);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link Conv1DTranspose}. */
  public static final class Builder extends ConvTransposeBuilder<Builder, Conv1DTranspose> {
    private Builder() {
      super(TYPE, WINDOW, OUTPUT_PADDING);
    }
  }
}
