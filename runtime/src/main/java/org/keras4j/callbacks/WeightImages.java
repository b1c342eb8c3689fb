package org.keras4j.callbacks;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.callbacks.tensorboard.PngImage;
import org.keras4j.callbacks.tensorboard.SummaryValue;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Weights as pictures: a vector as a line, a matrix lying, a stack of matrices one by one. */
final class WeightImages {
  private static final int MOST_IMAGES = 3;
  private static final float WHITE = 255.5f;

  private WeightImages() {}

  /** Pictures of a weight; null where it has a shape that cannot be drawn. */
  static SummaryValue of(String tag, NDArray weight) {
    int[] dims = squeezed(weight.shape());
    return switch (dims.length) {
      case 1 -> images(tag, weight, 1, dims[0], 1, 1, new int[] {0, 0, 1, 0});
      case 2 ->
          dims[0] > dims[1]
              ? images(tag, weight, 1, dims[1], dims[0], 1, new int[] {0, 1, dims[1], 0})
              : images(tag, weight, 1, dims[0], dims[1], 1, new int[] {0, dims[1], 1, 0});
      // The last axis, of filters, becomes the first: each is a picture.
      case 3 ->
          images(
              tag,
              weight,
              dims[2],
              dims[0],
              dims[1],
              1,
              new int[] {1, dims[1] * dims[2], dims[2], 0});
      case 4 ->
          dims[3] == 1 || dims[3] == 3 || dims[3] == 4
              ? images(
                  tag,
                  weight,
                  dims[0],
                  dims[1],
                  dims[2],
                  dims[3],
                  new int[] {dims[1] * dims[2] * dims[3], dims[2] * dims[3], dims[3], 1})
              : null;
      default -> null;
    };
  }

  private static int[] squeezed(Shape shape) {
    List<Integer> dims = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (shape.dim(axis) != 1) {
        dims.add(shape.dim(axis));
      }
    }
    return dims.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Pictures whose elements lie {@code strides} apart: by picture, line, column, channel. */
  private static SummaryValue images(
      String tag, NDArray weight, int count, int height, int width, int channels, int[] strides) {
    List<byte[]> pngs = new ArrayList<>();
    for (int image = 0; image < Math.min(count, MOST_IMAGES); image++) {
      byte[] pixels = new byte[height * width * channels];
      int at = 0;
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          for (int c = 0; c < channels; c++) {
            int from = image * strides[0] + y * strides[1] + x * strides[2] + c * strides[3];
            pixels[at++] = pixel((float) weight.getDouble(from));
          }
        }
      }
      pngs.add(PngImage.encode(pixels, height, width, channels));
    }
    return SummaryValue.images(tag, width, height, pngs);
  }

  /** 0 is black and 1 is white; what lies outside is cut off. */
  private static byte pixel(float value) {
    return (byte) Math.max(0, Math.min(255, (int) (value * WHITE)));
  }
}
