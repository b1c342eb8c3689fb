package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Max and average pooling of one channels-last sample {@code (depth, height, width, channels)}.
 * Two-dimensional pooling has a depth of 1, one-dimensional pooling also a height of 1.
 */
public final class Pooling {

  private Pooling() {}

  /**
   * Where the windows of one pooling stand. Each array has three entries: depth, height, width.
   *
   * @param input input size
   * @param output output size
   * @param pool window size
   * @param strides distance of neighbouring windows
   * @param padding padding before the first element; what is needed behind the last one follows
   *     from the output size
   */
  public record Window(int[] input, int[] output, int[] pool, int[] strides, int[] padding) {

    /** First input index, along {@code axis}, of the window of output index {@code o}. */
    int first(int axis, int o) {
      return Math.max(0, o * strides[axis] - padding[axis]);
    }

    /** One past the last input index, along {@code axis}, of the window of output {@code o}. */
    int last(int axis, int o) {
      return Math.min(input[axis], o * strides[axis] - padding[axis] + pool[axis]);
    }
  }

  /** Maximum over each window, padding left out; negative infinity for a window of padding only. */
  public static void max(
      VectorMath math, Window window, float[] x, int xAt, int channels, float[] y, int yAt) {
    forEachWindow(math, window, x, xAt, channels, y, yAt, false);
  }

  /** Mean over the part of each window inside the input, as TensorFlow counts it. */
  public static void average(
      VectorMath math, Window window, float[] x, int xAt, int channels, float[] y, int yAt) {
    forEachWindow(math, window, x, xAt, channels, y, yAt, true);
  }

  private static void forEachWindow(
      VectorMath math,
      Window w,
      float[] x,
      int xAt,
      int channels,
      float[] y,
      int yAt,
      boolean average) {
    int to = yAt;
    for (int od = 0; od < w.output[0]; od++) {
      for (int oh = 0; oh < w.output[1]; oh++) {
        for (int ow = 0; ow < w.output[2]; ow++) {
          poolOne(math, w, od, oh, ow, x, xAt, channels, y, to, average);
          to += channels;
        }
      }
    }
  }

  private static void poolOne(
      VectorMath math,
      Window w,
      int od,
      int oh,
      int ow,
      float[] x,
      int xAt,
      int channels,
      float[] y,
      int to,
      boolean average) {
    int firstColumn = w.first(2, ow);
    int columns = w.last(2, ow) - firstColumn;
    int count = 0;
    for (int d = w.first(0, od); d < w.last(0, od); d++) {
      for (int h = w.first(1, oh); h < w.last(1, oh); h++) {
        int from = xAt + ((d * w.input[1] + h) * w.input[2] + firstColumn) * channels;
        for (int c = 0; c < columns; c++, from += channels) {
          if (count++ == 0) {
            System.arraycopy(x, from, y, to, channels);
          } else {
            BinaryFunction f = average ? BinaryFunction.ADD : BinaryFunction.MAXIMUM;
            math.binary(f, y, to, x, from, y, to, channels);
          }
        }
      }
    }
    if (average) {
      if (count == 0) {
        Arrays.fill(y, to, to + channels, Float.NaN);
      } else if (count > 1) {
        math.binaryScalar(BinaryFunction.DIVIDE, y, to, count, y, to, channels);
      }
    } else if (count == 0) {
      Arrays.fill(y, to, to + channels, Float.NEGATIVE_INFINITY);
    }
  }

  /**
   * Gradient of {@link #max}: adds each output gradient to the first input of its window that holds
   * the maximum, in row-major order.
   *
   * @param y what {@link #max} gave for {@code x}
   * @param dx result, added to; the caller clears it
   * @param rest memory for one float a channel
   */
  public static void maxBackward(
      VectorMath math,
      Window w,
      float[] x,
      int xAt,
      float[] y,
      int yAt,
      float[] dy,
      int dyAt,
      int channels,
      float[] dx,
      int dxAt,
      float[] rest,
      int restAt) {
    int from = 0;
    for (int od = 0; od < w.output[0]; od++) {
      for (int oh = 0; oh < w.output[1]; oh++) {
        for (int ow = 0; ow < w.output[2]; ow++) {
          System.arraycopy(dy, dyAt + from, rest, restAt, channels);
          for (int d = w.first(0, od); d < w.last(0, od); d++) {
            for (int h = w.first(1, oh); h < w.last(1, oh); h++) {
              int row = (d * w.input[1] + h) * w.input[2];
              for (int p = row + w.first(2, ow); p < row + w.last(2, ow); p++) {
                int at = p * channels;
                math.takeAtMaximum(
                    x, xAt + at, y, yAt + from, rest, restAt, dx, dxAt + at, channels);
              }
            }
          }
          from += channels;
        }
      }
    }
  }

  /**
   * Gradient of {@link #average}: spreads each output gradient evenly over its window.
   *
   * @param dx result, added to; the caller clears it
   */
  public static void averageBackward(
      VectorMath math, Window w, float[] dy, int dyAt, int channels, float[] dx, int dxAt) {
    int from = dyAt;
    for (int od = 0; od < w.output[0]; od++) {
      for (int oh = 0; oh < w.output[1]; oh++) {
        for (int ow = 0; ow < w.output[2]; ow++) {
          int columns = w.last(2, ow) - w.first(2, ow);
          int rows = w.last(1, oh) - w.first(1, oh);
          float share = 1f / ((w.last(0, od) - w.first(0, od)) * rows * columns);
          for (int d = w.first(0, od); d < w.last(0, od); d++) {
            for (int h = w.first(1, oh); h < w.last(1, oh); h++) {
              int at = (d * w.input[1] + h) * w.input[2] + w.first(2, ow);
              for (int p = at; p < at + columns; p++) {
                math.addScaled(share, dy, from, dx, dxAt + p * channels, channels);
              }
            }
          }
          from += channels;
        }
      }
    }
  }

  /** Maximum or mean of each channel over all {@code positions} of {@code samples} samples. */
  public static void global(
      VectorMath math,
      Reduction f,
      float[] x,
      int xAt,
      int samples,
      int positions,
      int channels,
      float[] y,
      int yAt) {
    math.reduceAxis(f, x, xAt, samples, positions, channels, y, yAt);
  }
}
