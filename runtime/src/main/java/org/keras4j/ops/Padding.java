package org.keras4j.ops;

import java.util.Locale;
import org.keras4j.tensor.ShapeException;

/** Keras' padding modes of moving windows. */
public enum Padding {
  /** No padding: only windows that lie inside the input. */
  VALID,
  /** As many outputs as {@code ceil(input / stride)}; more of the padding goes to the end. */
  SAME,
  /** One-dimensional: output t sees inputs up to t only. */
  CAUSAL;

  /** The mode of Keras' name, in any case. */
  public static Padding of(String kerasName) {
    for (Padding padding : values()) {
      if (padding.name().equalsIgnoreCase(kerasName)) {
        return padding;
      }
    }
    throw new ShapeException(
        "The `padding` argument must be one of 'valid', 'same', 'causal'. Received: " + kerasName);
  }

  /** Padding before and after an axis; of an unknown size, as for a multiple of the stride. */
  int[] amounts(int input, int window, int stride, int dilation) {
    int span = (window - 1) * dilation + 1;
    switch (this) {
      case VALID:
        return new int[] {0, 0};
      case CAUSAL:
        return new int[] {span - 1, 0};
      default:
        int size = input < 0 ? stride : input;
        int outputs = (size + stride - 1) / stride;
        int total = Math.max((outputs - 1) * stride + span - size, 0);
        return new int[] {total / 2, total - total / 2};
    }
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
