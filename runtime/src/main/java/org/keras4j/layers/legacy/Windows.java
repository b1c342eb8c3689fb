package org.keras4j.layers.legacy;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;

/** Which inputs each output of a moving window sees, as positions in flattened arrays. */
final class Windows {
  private final int[] sizes;
  private final int[] kernel;
  private final int[] strides;
  private final Padding padding;

  Windows(int[] sizes, int[] kernel, int[] strides, Padding padding) {
    this.sizes = sizes;
    this.kernel = kernel;
    this.strides = strides;
    this.padding = padding;
  }

  /** The inputs' sizes along each axis. */
  int[] sizes() {
    return sizes.clone();
  }

  /** Places in a window. */
  int size() {
    return product(kernel);
  }

  /** The outputs' sizes along each axis. */
  int[] outputs() {
    int[] outputs = new int[sizes.length];
    for (int i = 0; i < outputs.length; i++) {
      int places = padding == Padding.SAME ? sizes[i] : sizes[i] - kernel[i] + 1;
      outputs[i] = (places + strides[i] - 1) / strides[i];
    }
    return outputs;
  }

  /** Visits every pair of an output place and an input place that it sees, outputs in order. */
  void forEach(PairVisitor visitor) {
    int[] outputs = outputs();
    for (int output = 0; output < product(outputs); output++) {
      int[] from = new int[sizes.length];
      int[] to = new int[sizes.length];
      int rest = output;
      for (int i = sizes.length - 1; i >= 0; i--) {
        int start = rest % outputs[i] * strides[i];
        start -= padding == Padding.SAME ? kernel[i] / 2 : 0;
        from[i] = Math.max(0, start);
        to[i] = Math.min(sizes[i], start + kernel[i]);
        rest /= outputs[i];
      }
      visit(output, from, to, visitor);
    }
  }

  private void visit(int output, int[] from, int[] to, PairVisitor visitor) {
    int[] place = from.clone();
    while (place[0] < to[0]) {
      int input = 0;
      for (int i = 0; i < place.length; i++) {
        input = input * sizes[i] + place[i];
      }
      visitor.visit(output, input);
      int axis = place.length - 1;
      place[axis]++;
      while (axis > 0 && place[axis] == to[axis]) {
        place[axis] = from[axis];
        place[--axis]++;
      }
    }
  }

  /** A pair of places. */
  @FunctionalInterface
  interface PairVisitor {
    void visit(int output, int input);
  }

  int inputPlaces() {
    return product(sizes);
  }

  int outputPlaces() {
    return product(outputs());
  }

  /** Position of a place and a channel in a flattened array of {@code places x channels}. */
  static IntBinaryOperator positions(DataFormat format, int places, int channels) {
    return format == DataFormat.CHANNELS_FIRST
        ? (place, channel) -> channel * places + place
        : (place, channel) -> place * channels + channel;
  }

  private static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
