package org.keras4j.ops;

import java.util.Locale;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.ShapeException;

/**
 * Where the channel axis is: last, or second after the batch. Computation is always channels last.
 */
public enum DataFormat {
  CHANNELS_LAST,
  CHANNELS_FIRST;

  /** The format of Keras' name. */
  public static DataFormat of(String kerasName) {
    for (DataFormat format : values()) {
      if (format.name().equalsIgnoreCase(kerasName)) {
        return format;
      }
    }
    throw new ShapeException(
        "The `data_format` argument must be one of {'channels_first', 'channels_last'}. Received:"
            + " data_format="
            + kerasName);
  }

  /** {@code x} of this format, channels last. */
  public Tensor toLast(Tensor x) {
    return this == CHANNELS_LAST ? x : Arith.moveAxis(x, 1, -1);
  }

  /** A channels-last result in this format. */
  public Tensor fromLast(Tensor x) {
    return this == CHANNELS_LAST ? x : Arith.moveAxis(x, -1, 1);
  }

  /** As {@link #toLast} for one image or a batch: channels are the third axis from the end. */
  Tensor imageToLast(Tensor x) {
    return this == CHANNELS_LAST ? x : Arith.moveAxis(x, -3, -1);
  }

  /** As {@link #fromLast} for one image or a batch. */
  Tensor imageFromLast(Tensor x) {
    return this == CHANNELS_LAST ? x : Arith.moveAxis(x, -1, -3);
  }

  /** Positions of the spatial axes of a tensor of the given rank. */
  public int[] spatialAxes(int rank) {
    int first = this == CHANNELS_LAST ? 1 : 2;
    return IntStream.range(first, first + rank - 2).toArray();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
