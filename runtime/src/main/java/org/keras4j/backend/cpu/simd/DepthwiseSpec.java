package org.keras4j.backend.cpu.simd;

/**
 * A channels-last depthwise convolution of one or two spatial axes; a missing height is {@link
 * SpatialAxis#NONE}.
 *
 * <p>Input is {@code (batch, height, width, channels)}, the kernel {@code (height, width, channels,
 * multiplier)}, output channel {@code c * multiplier + m} sees input channel {@code c} alone.
 *
 * @param batch number of samples
 * @param multiplier output channels per input channel; Keras' {@code depth_multiplier}
 */
public record DepthwiseSpec(
    int batch, SpatialAxis height, SpatialAxis width, int channels, int multiplier) {

  /** Checks the sizes. */
  public DepthwiseSpec {
    if (batch < 0 || channels < 1 || multiplier < 1) {
      throw new IllegalArgumentException(
          "Impossible depthwise convolution: batch=" + batch + ", channels=" + channels
              + ", multiplier=" + multiplier);
    }
  }

  int outputChannels() {
    return channels * multiplier;
  }

  int inputPixels() {
    return batch * height.input() * width.input();
  }

  int taps() {
    return height.kernel() * width.kernel();
  }

  /** First tap of an axis that is in the input for an output. */
  static int firstTap(SpatialAxis axis, int output) {
    int start = output * axis.stride() - axis.padding();
    return start >= 0 ? 0 : Math.min(axis.kernel(), (-start + axis.dilation() - 1) / axis.dilation());
  }

  /** Past the last tap of an axis that is in the input for an output. */
  static int endTap(SpatialAxis axis, int output) {
    int room = axis.input() - (output * axis.stride() - axis.padding());
    return room <= 0 ? 0 : Math.min(axis.kernel(), (room + axis.dilation() - 1) / axis.dilation());
  }
}
