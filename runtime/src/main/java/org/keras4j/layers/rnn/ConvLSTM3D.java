package org.keras4j.layers.rnn;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.convolutional.WindowArgs;

/**
 * Long short-term memory with convolutions over three spatial axes for products. Keras: {@code
 * keras.layers.ConvLSTM3D}.
 *
 * <p>Input {@code (batch, steps, depth, rows, columns, channels)}; output {@code (batch, depth,
 * rows, columns, filters)}, with an axis of steps after the batch with {@code return_sequences};
 * states h and c as one step's output. Weights {@code kernel (window..., channels, 4 filters)},
 * {@code recurrent_kernel (window..., filters, 4 filters)} and {@code bias (4 filters,)}. With data
 * format channels first, channels stand before the spatial axes.
 */
public final class ConvLSTM3D extends BaseConvLSTM {
  public static final WindowArgs WINDOW = WindowArgs.of(3);

  public static final LayerType<ConvLSTM3D> TYPE =
      LayerType.of("keras.layers", "ConvLSTM3D", ConvLSTM3D::new, arguments(WINDOW));

  private ConvLSTM3D(Config config) {
    super(TYPE, config, WINDOW);
  }

  /** A builder for a layer with this many output channels. */
  public static Builder filters(int filters) {
    return new Builder().set(FILTERS, filters);
  }

  /** Sets the arguments of a {@link ConvLSTM3D}. */
  public static final class Builder extends ConvLSTMBuilder<Builder, ConvLSTM3D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
