package org.keras4j.layers.rnn;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.convolutional.WindowArgs;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;

/** A convolutional long short-term memory over any number of spatial axes. */
abstract class BaseConvLSTM extends RecurrentLayer {
  public static final Arg<Integer> FILTERS = ConvLSTMCell.FILTERS;
  public static final Arg<DataFormat> DATA_FORMAT = ConvLSTMCell.DATA_FORMAT;

  BaseConvLSTM(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, cell(window, config), InputSpec.rank(window.rank() + 3));
  }

  private static ConvLSTMCell cell(WindowArgs window, Config config) {
    return new ConvLSTMCell(
        window, cellConfig("conv_lstm_cell", ConvLSTMCell.type(window), config));
  }

  static Arg<?>[] arguments(WindowArgs window) {
    return RnnArgs.sequence(ConvLSTMCell.arguments(window, ACTIVITY_REGULARIZER));
  }

  /** The setters of {@link ConvLSTM1D}, {@link ConvLSTM2D} and {@link ConvLSTM3D}. */
  public abstract static class ConvLSTMBuilder<
          B extends ConvLSTMBuilder<B, L>, L extends BaseConvLSTM>
      extends GatedBuilder<B, L> implements SequenceSetters<B> {
    private final WindowArgs window;

    ConvLSTMBuilder(LayerType<L> type, WindowArgs window) {
      super(type);
      this.window = window;
    }

    /** Size of the window: one for each spatial axis, or one for all. Required. */
    public final B kernelSize(int... sizes) {
      return set(window.kernelSize(), perAxis(sizes));
    }

    /** Steps of the window over the inputs: one for each axis, or one for all; default 1. */
    public final B strides(int... steps) {
      return set(window.strides(), perAxis(steps));
    }

    /** What stands around the inputs; default {@link Padding#VALID}. */
    public final B padding(Padding value) {
      return set(window.padding(), value);
    }

    /** Distances between the window's elements: one for each axis, or one for all; default 1. */
    public final B dilationRate(int... rates) {
      return set(window.dilationRate(), perAxis(rates));
    }

    /** Where the channels are; default last. */
    public final B dataFormat(DataFormat format) {
      return set(DATA_FORMAT, format);
    }

    /** Whether the bias of the forget gate starts as ones; default true. */
    public final B unitForgetBias(boolean value) {
      return set(RnnArgs.UNIT_FORGET_BIAS, value);
    }

    private List<Integer> perAxis(int... values) {
      return values.length == 1
          ? Collections.nCopies(window.rank(), values[0])
          : Arrays.stream(values).boxed().toList();
    }
  }
}
