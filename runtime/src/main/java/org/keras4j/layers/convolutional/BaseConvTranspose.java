package org.keras4j.layers.convolutional;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.tensor.Shape;

/** Transposed convolution over any number of spatial axes. */
abstract class BaseConvTranspose extends KernelConvolution {
  private final List<Integer> outputPadding; // null for Keras' default sizes

  BaseConvTranspose(
      LayerType<?> type, Config config, WindowArgs window, Arg<List<Integer>> outputPadding) {
    super(type, config, window);
    this.outputPadding = get(outputPadding);
    if (this.outputPadding != null) {
      requireLessThanStrides();
    }
  }

  static Arg<List<Integer>> outputPadding(int rank) {
    return Arg.tupleOrNone("output_padding", rank, 0);
  }

  static Arg<?>[] transposeArguments(WindowArgs window, Arg<List<Integer>> outputPadding) {
    return arguments(window, FILTERS, outputPadding, KERNEL);
  }

  private void requireLessThanStrides() {
    for (int i = 0; i < outputPadding.size(); i++) {
      if (outputPadding.get(i) >= strides().get(i)) {
        throw new ConfigException(
            "`output_padding` must be strictly less than `strides` for all dimensions. At"
                + " dimension "
                + i
                + ", `output_padding` is "
                + outputPadding.get(i)
                + " but `strides` is "
                + strides().get(i)
                + ". Received: output_padding="
                + outputPadding
                + ", strides="
                + strides());
      }
    }
  }

  @Override
  final Shape kernelShape(int inputChannels) {
    return kernelShape(get(FILTERS), inputChannels);
  }

  @Override
  final Tensor convolve(Tensor inputs, Tensor kernel) {
    return ConvolutionOps.convTranspose(
        inputs,
        kernel,
        strides(),
        padding(),
        outputPadding,
        DataFormat.CHANNELS_LAST,
        dilationRate());
  }

  /** The setters of the transposed convolutions. */
  public abstract static class ConvTransposeBuilder<
          B extends ConvTransposeBuilder<B, L>, L extends BaseConvTranspose>
      extends KernelConvolutionBuilder<B, L> {
    private final Arg<List<Integer>> outputPadding;

    ConvTransposeBuilder(LayerType<L> type, WindowArgs window, Arg<List<Integer>> outputPadding) {
      super(type, window);
      this.outputPadding = outputPadding;
    }

    /**
     * Added to the output's sizes: one for each spatial axis, or one for all, less than the
     * strides. Without it the output is {@code strides} times as large with padding "same".
     */
    public final B outputPadding(int... amounts) {
      return set(outputPadding, perAxis(amounts));
    }
  }
}
