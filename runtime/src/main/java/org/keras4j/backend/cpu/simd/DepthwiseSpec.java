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
          "Impossible depthwise convolution: batch="
              + batch
              + ", channels="
              + channels
              + ", multiplier="
              + multiplier);
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

  /** For every output of an axis, its first tap that is in the input. */
  static int[] firstTaps(SpatialAxis axis) {
    int[] taps = new int[axis.output()];
    for (int i = 0; i < taps.length; i++) {
      int before = Math.max(0, axis.padding() - i * axis.stride());
      taps[i] = Math.min(axis.kernel(), PanelLayout.ceilDiv(before, axis.dilation()));
    }
    return taps;
  }

  /** For every output of an axis, the end of its taps that are in the input. */
  static int[] endTaps(SpatialAxis axis) {
    int[] taps = new int[axis.output()];
    for (int i = 0; i < taps.length; i++) {
      int room = Math.max(0, axis.input() - i * axis.stride() + axis.padding());
      taps[i] = Math.min(axis.kernel(), PanelLayout.ceilDiv(room, axis.dilation()));
    }
    return taps;
  }
}
