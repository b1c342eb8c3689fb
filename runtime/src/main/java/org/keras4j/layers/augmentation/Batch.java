package org.keras4j.layers.augmentation;

import org.keras4j.graph.Tensor;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * What is known of a batch of images before anything is drawn.
 *
 * @param single whether it is one image without a batch axis
 * @param size number of images
 */
record Batch(DataFormat format, boolean single, int size, int height, int width, int channels) {
  static Batch of(Tensor images, DataFormat format) {
    Shape shape = images.shape();
    if (shape.rank() != 3 && shape.rank() != 4) {
      throw new ShapeException(
          "Expected image tensor to have rank 3 (single image) or 4 (batch of images). Received:"
              + " data.shape="
              + shape);
    }
    boolean single = shape.rank() == 3;
    int rows = format == DataFormat.CHANNELS_LAST ? -3 : -2;
    int channels = format == DataFormat.CHANNELS_LAST ? -1 : -3;
    return new Batch(
        format,
        single,
        single ? 1 : shape.dim(0),
        shape.dim(rows),
        shape.dim(rows + 1),
        shape.dim(channels));
  }

  /** With a batch axis. */
  Tensor batched(Tensor x) {
    return single ? ShapeOps.expandDims(x, 0) : x;
  }

  /** Without the batch axis that {@link #batched} made. */
  Tensor unbatched(Tensor x) {
    return single ? ShapeOps.squeeze(x, 0) : x;
  }

  /** A batch with its channels last. */
  Tensor toLast(Tensor images) {
    return format.toLast(batched(images));
  }

  /** The inverse of {@link #toLast}. */
  Tensor fromLast(Tensor images) {
    return unbatched(format.fromLast(images));
  }

  /** The shape of the batch as it was given, with a batch axis. */
  Shape givenShape() {
    return format == DataFormat.CHANNELS_LAST
        ? Shape.of(size, height, width, channels)
        : Shape.of(size, channels, height, width);
  }
}
