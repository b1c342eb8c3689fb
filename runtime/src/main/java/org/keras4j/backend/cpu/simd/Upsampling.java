package org.keras4j.backend.cpu.simd;

/** Enlarges channels-last images {@code (height, width, channels)} by whole factors. */
public final class Upsampling {

  private Upsampling() {}

  /** Repeats each pixel {@code rows} times downwards and {@code columns} times to the right. */
  public static void nearest(
      float[] x,
      int xAt,
      int height,
      int width,
      int channels,
      int rows,
      int columns,
      float[] y,
      int yAt) {
    int outRow = width * columns * channels;
    for (int h = 0; h < height; h++) {
      int first = yAt + h * rows * outRow;
      int to = first;
      for (int w = 0; w < width; w++) {
        int from = xAt + (h * width + w) * channels;
        for (int c = 0; c < columns; c++, to += channels) {
          System.arraycopy(x, from, y, to, channels);
        }
      }
      for (int r = 1; r < rows; r++) {
        System.arraycopy(y, first, y, first + r * outRow, outRow);
      }
    }
  }

  /**
   * Bilinear resampling with pixel centres at half positions and edges repeated, as {@code
   * tf.image.resize} and Keras' {@code UpSampling2D(interpolation="bilinear")} do.
   */
  public static void bilinear(
      float[] x,
      int xAt,
      int height,
      int width,
      int channels,
      int outHeight,
      int outWidth,
      float[] y,
      int yAt) {
    float scaleY = (float) height / outHeight;
    float scaleX = (float) width / outWidth;
    int to = yAt;
    for (int oh = 0; oh < outHeight; oh++) {
      float v = (oh + 0.5f) * scaleY - 0.5f;
      float floorV = (float) Math.floor(v);
      float fractionV = v - floorV;
      int top = xAt + clamp((int) floorV, height) * width * channels;
      int bottom = xAt + clamp((int) floorV + 1, height) * width * channels;
      for (int ow = 0; ow < outWidth; ow++) {
        float u = (ow + 0.5f) * scaleX - 0.5f;
        float floorU = (float) Math.floor(u);
        float fractionU = u - floorU;
        int left = clamp((int) floorU, width) * channels;
        int right = clamp((int) floorU + 1, width) * channels;
        for (int c = 0; c < channels; c++) {
          float a = mix(x[top + left + c], x[top + right + c], fractionU);
          float b = mix(x[bottom + left + c], x[bottom + right + c], fractionU);
          y[to++] = mix(a, b, fractionV);
        }
      }
    }
  }

  private static float mix(float a, float b, float fraction) {
    return a + (b - a) * fraction;
  }

  private static int clamp(int index, int size) {
    return Math.max(0, Math.min(size - 1, index));
  }
}
