package org.keras4j.backend.cpu.simd;

/**
 * A channels-last convolution of one, two or three spatial axes; missing axes are {@link
 * SpatialAxis#NONE}.
 *
 * <p>Input is {@code (batch, depth, height, width, inputChannels)}, the kernel as Keras stores it
 * {@code (depth, height, width, inputChannels / groups, outputChannels)}.
 *
 * @param batch number of samples
 * @param groups number of channel groups that do not see each other
 */
public record ConvolutionSpec(
    int batch,
    SpatialAxis depth,
    SpatialAxis height,
    SpatialAxis width,
    int inputChannels,
    int outputChannels,
    int groups) {

  /** Checks that the groups divide the channels. */
  public ConvolutionSpec {
    if (batch < 0 || inputChannels < 1 || outputChannels < 1) {
      throw new IllegalArgumentException(
          "Impossible convolution: batch="
              + batch
              + ", inputChannels="
              + inputChannels
              + ", outputChannels="
              + outputChannels);
    }
    if (groups < 1 || inputChannels % groups != 0 || outputChannels % groups != 0) {
      throw new IllegalArgumentException(
          "The number of groups must divide input and output channels, received groups="
              + groups
              + ", inputChannels="
              + inputChannels
              + ", outputChannels="
              + outputChannels);
    }
  }

  /** One spatial axis, {@code (batch, width, channels)}, one group. */
  public static ConvolutionSpec of(int batch, SpatialAxis width, int inputs, int outputs) {
    return of(batch, SpatialAxis.NONE, width, inputs, outputs);
  }

  /** Two spatial axes, {@code (batch, height, width, channels)}, one group. */
  public static ConvolutionSpec of(
      int batch, SpatialAxis height, SpatialAxis width, int inputs, int outputs) {
    return new ConvolutionSpec(batch, SpatialAxis.NONE, height, width, inputs, outputs, 1);
  }

  /** This convolution in groups. */
  public ConvolutionSpec grouped(int count) {
    return new ConvolutionSpec(batch, depth, height, width, inputChannels, outputChannels, count);
  }

  /** Number of kernel positions. */
  int taps() {
    return depth.kernel() * height.kernel() * width.kernel();
  }

  /** Number of output positions of all samples. */
  int outputPixels() {
    return batch * depth.output() * height.output() * width.output();
  }

  int groupInputs() {
    return inputChannels / groups;
  }

  int groupOutputs() {
    return outputChannels / groups;
  }
}
