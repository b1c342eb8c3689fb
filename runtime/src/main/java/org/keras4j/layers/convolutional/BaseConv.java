package org.keras4j.layers.convolutional;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Convolution over any number of spatial axes. */
abstract class BaseConv extends KernelConvolution {
  public static final Arg<Integer> GROUPS =
      Arg.integer("groups", 1).that(groups -> groups > 0, "a positive integer");

  BaseConv(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, window);
    if (get(FILTERS) % get(GROUPS) != 0) {
      throw new ConfigException(
          "The number of filters must be evenly divisible by the number of groups. Received:"
              + " groups="
              + get(GROUPS)
              + ", filters="
              + get(FILTERS));
    }
  }

  static Arg<?>[] convArguments(WindowArgs window) {
    return arguments(window, FILTERS, GROUPS, KERNEL, LayerArgs.LORA_RANK, LayerArgs.LORA_ALPHA);
  }

  @Override
  final Shape kernelShape(int inputChannels) {
    if (inputChannels % get(GROUPS) != 0) {
      throw new ShapeException(
          "The number of input channels must be evenly divisible by the number of groups. Received"
              + " groups="
              + get(GROUPS)
              + ", but the input has "
              + inputChannels
              + " channels");
    }
    return kernelShape(inputChannels / get(GROUPS), get(FILTERS));
  }

  @Override
  final Tensor convolve(Tensor inputs, Tensor kernel) {
    return ConvolutionOps.conv(
        inputs, kernel, strides(), padding(), DataFormat.CHANNELS_LAST, dilationRate());
  }

  /** The setters of {@link Conv1D}, {@link Conv2D} and {@link Conv3D}. */
  public abstract static class ConvBuilder<B extends ConvBuilder<B, L>, L extends BaseConv>
      extends KernelConvolutionBuilder<B, L> {
    ConvBuilder(LayerType<L> type, WindowArgs window) {
      super(type, window);
    }

    /** Number of groups of channels that are convolved apart from each other; default 1. */
    public final B groups(int groups) {
      return set(GROUPS, groups);
    }
  }
}
