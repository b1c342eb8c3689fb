package org.keras4j.backend.cpu.simd;

/**
 * One spatial axis of a convolution: output {@code o} reads inputs {@code o * stride + t * dilation
 * - padding} for taps {@code t}; inputs outside the axis are zero.
 *
 * @param input size of the input
 * @param output size of the output
 * @param kernel number of taps
 * @param stride distance between the inputs of neighbouring outputs
 * @param dilation distance between the inputs of neighbouring taps
 * @param padding zeros before the first input; may be negative, which crops
 */
public record SpatialAxis(
    int input, int output, int kernel, int stride, int dilation, int padding) {

  /** An axis that is not there: one input, one tap, one output. */
  public static final SpatialAxis NONE = new SpatialAxis(1, 1, 1, 1, 1, 0);

  /** Checks that sizes are not negative and steps positive. */
  public SpatialAxis {
    if (input < 0 || output < 0 || kernel < 0 || stride < 1 || dilation < 1) {
      throw new IllegalArgumentException(
          "Impossible convolution axis: input="
              + input
              + ", output="
              + output
              + ", kernel="
              + kernel
              + ", stride="
              + stride
              + ", dilation="
              + dilation);
    }
  }

  /** Keras' {@code padding="valid"}. */
  public static SpatialAxis valid(int input, int kernel, int stride, int dilation) {
    int output = Math.max(0, Math.floorDiv(input - (kernel - 1) * dilation - 1, stride) + 1);
    return new SpatialAxis(input, output, kernel, stride, dilation, 0);
  }

  /** Keras' {@code padding="same"}: as TensorFlow, the odd zero goes behind. */
  public static SpatialAxis same(int input, int kernel, int stride, int dilation) {
    int output = (input + stride - 1) / stride;
    int total = Math.max(0, (output - 1) * stride + (kernel - 1) * dilation + 1 - input);
    return new SpatialAxis(input, output, kernel, stride, dilation, total / 2);
  }

  /** The input, perhaps in the padding, that an output's first tap reads. */
  int first(int position) {
    return position * stride - padding;
  }

  /** True if all inputs that an output reads are there. */
  boolean isInside(int position) {
    int first = first(position);
    return first >= 0 && first + (kernel - 1) * dilation < input;
  }
}
