package org.keras4j.ops;

import java.util.Arrays;
import java.util.Locale;
import org.keras4j.tensor.ShapeException;

/**
 * How an image is resampled, and the weights of that along one axis, as TensorFlow computes them.
 */
public enum Interpolation {
  NEAREST(0),
  BILINEAR(1),
  BICUBIC(2),
  LANCZOS3(3),
  LANCZOS5(5);

  /** TensorFlow looks cubic weights up in a table of this many steps between two pixels. */
  private static final int CUBIC_STEPS = 1024;

  private final double radius;

  Interpolation(double radius) {
    this.radius = radius;
  }

  /** The interpolation of Keras' name. */
  public static Interpolation of(String kerasName) {
    for (Interpolation interpolation : values()) {
      if (interpolation.toString().equals(kerasName)) {
        return interpolation;
      }
    }
    throw new ShapeException(
        "Invalid value for argument `interpolation`. Expected of one "
            + Arrays.toString(values())
            + ". Received: interpolation="
            + kerasName);
  }

  /** For each of {@code output} pixels the nearest of {@code input}. */
  static int[] nearest(int input, int output) {
    float scale = (float) input / output;
    int[] places = new int[output];
    for (int i = 0; i < output; i++) {
      places[i] = Math.min((int) Math.floor((i + 0.5f) * scale), input - 1);
    }
    return places;
  }

  /** Weights {@code output x input}, row-major, for resizing an axis. */
  double[] resizeWeights(int input, int output, boolean antialias) {
    if (this == BICUBIC && !antialias) {
      return tableWeights(input, output);
    }
    if (this == BILINEAR && !antialias) {
      return bilinearWeights(input, output);
    }
    double[] weights = new double[output * input];
    double inverseScale = (double) ((float) input / output);
    double kernelScale = antialias ? Math.max(inverseScale, 1) : 1;
    for (int i = 0; i < output; i++) {
      double sample = (i + 0.5) * inverseScale;
      int first = (int) Math.max(0, Math.ceil(sample - radius * kernelScale - 0.5));
      int last = (int) Math.min(input - 1, Math.floor(sample + radius * kernelScale - 0.5));
      for (int j = first; j <= last; j++) {
        weights[i * input + j] = kernel(Math.abs(j + 0.5 - sample) / kernelScale);
      }
      normalise(weights, i * input, input);
    }
    return weights;
  }

  private static double[] bilinearWeights(int input, int output) {
    double[] weights = new double[output * input];
    float scale = (float) input / output;
    for (int i = 0; i < output; i++) {
      float place = (i + 0.5f) * scale - 0.5f;
      double floor = Math.floor(place);
      int lower = (int) Math.max(floor, 0);
      int upper = (int) Math.min(Math.ceil(place), input - 1);
      weights[i * input + lower] += 1 - (place - floor);
      weights[i * input + upper] += place - floor;
    }
    return weights;
  }

  private double[] tableWeights(int input, int output) {
    double[] weights = new double[output * input];
    float scale = (float) input / output;
    for (int i = 0; i < output; i++) {
      float place = (i + 0.5f) * scale - 0.5f;
      int floor = (int) Math.floor(place);
      double delta = Math.rint((place - floor) * CUBIC_STEPS) / CUBIC_STEPS;
      for (int j = -1; j <= 2; j++) {
        int source = floor + j;
        if (source >= 0 && source < input) {
          weights[i * input + source] = kernel(Math.abs(j - delta));
        }
      }
      normalise(weights, i * input, input);
    }
    return weights;
  }

  /** Makes a row sum to 1, unless it sums to 0. */
  private static void normalise(double[] weights, int from, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += weights[from + i];
    }
    for (int i = 0; i < count && Math.abs(sum) >= 1000 * Float.MIN_NORMAL; i++) {
      weights[from + i] /= sum;
    }
  }

  /** The weight of a pixel at distance {@code x}. */
  private double kernel(double x) {
    return switch (this) {
      case NEAREST -> x <= 0.5 ? 1 : 0;
      case BILINEAR -> Math.max(0, 1 - x);
      case BICUBIC ->
          x >= 2 ? 0 : x >= 1 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : (1.5 * x - 2.5) * x * x + 1;
      case LANCZOS3, LANCZOS5 -> lanczos(x);
    };
  }

  private double lanczos(double x) {
    if (x > radius) {
      return 0;
    }
    double angle = Math.PI * x;
    return x <= 1e-3 ? 1 : radius * Math.sin(angle) * Math.sin(angle / radius) / (angle * angle);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
