package org.keras4j.backend.cpu.simd;

/**
 * Layer, RMS, group and batch normalisation of contiguous arrays, channels last.
 *
 * <p>Variance is the mean of squared differences from the mean, in a second pass, as in Keras.
 */
public final class Normalization {

  private Normalization() {}

  /**
   * Layer normalisation of each row: {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}.
   *
   * @param gamma {@code columns} factors, or null for none
   * @param beta {@code columns} terms, or null for none
   * @param y result; may be {@code x}
   */
  public static void layer(
      VectorMath math,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float epsilon,
      float[] y,
      int yAt,
      int rows,
      int columns) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float mean = math.reduce(Reduction.MEAN, x, from, columns);
      math.binaryScalar(BinaryFunction.SUBTRACT, x, from, mean, y, to, columns);
      float variance = math.reduce(Reduction.SUM_OF_SQUARES, y, to, columns) / columns;
      float factor = reciprocalRoot(variance, epsilon);
      math.binaryScalar(BinaryFunction.MULTIPLY, y, to, factor, y, to, columns);
      scaleShift(math, y, to, gamma, gammaAt, beta, betaAt, columns);
    }
  }

  /**
   * RMS normalisation of each row: {@code x / sqrt(mean(x²) + epsilon) * gamma}.
   *
   * @param gamma {@code columns} factors, or null for none
   * @param y result; may be {@code x}
   */
  public static void rms(
      VectorMath math,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float epsilon,
      float[] y,
      int yAt,
      int rows,
      int columns) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float square = math.reduce(Reduction.SUM_OF_SQUARES, x, from, columns) / columns;
      float factor = reciprocalRoot(square, epsilon);
      math.binaryScalar(BinaryFunction.MULTIPLY, x, from, factor, y, to, columns);
      scaleShift(math, y, to, gamma, gammaAt, null, 0, columns);
    }
  }

  /**
   * Folds batch normalisation into one factor and one term per channel, for {@link #batch}.
   *
   * @param gamma factors, or null for 1
   * @param beta terms, or null for 0
   * @param scale result: {@code gamma / sqrt(variance + epsilon)}
   * @param shift result: {@code beta - mean * scale}
   */
  public static void foldBatch(
      float[] mean,
      float[] variance,
      float[] gamma,
      float[] beta,
      float epsilon,
      float[] scale,
      float[] shift,
      int channels) {
    for (int c = 0; c < channels; c++) {
      double factor = 1 / Math.sqrt((double) variance[c] + epsilon);
      factor *= gamma == null ? 1 : gamma[c];
      scale[c] = (float) factor;
      shift[c] = (float) ((beta == null ? 0 : beta[c]) - mean[c] * factor);
    }
  }

  /** {@code y = x * scale + shift} per channel; {@code y} may be {@code x}. */
  public static void batch(
      VectorMath math,
      float[] x,
      int xAt,
      float[] scale,
      float[] shift,
      float[] y,
      int yAt,
      int rows,
      int channels) {
    for (int r = 0; r < rows; r++) {
      int at = r * channels;
      math.multiplyAdd(x, xAt + at, scale, 0, shift, 0, y, yAt + at, channels);
    }
  }

  /**
   * Group normalisation of one sample of {@code (positions, channels)}: mean and variance over all
   * positions and the channels of each group.
   *
   * @param gamma {@code channels} factors, or null for none
   * @param beta {@code channels} terms, or null for none
   * @param y result; may be {@code x}
   */
  public static void group(
      VectorMath math,
      float[] x,
      int xAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      float epsilon,
      float[] y,
      int yAt,
      int positions,
      int channels,
      int groups) {
    int width = channels / groups;
    for (int g = 0; g < groups; g++) {
      int from = xAt + g * width;
      int to = yAt + g * width;
      double sum = 0;
      for (int p = 0; p < positions; p++) {
        sum += math.reduce(Reduction.SUM, x, from + p * channels, width);
      }
      float mean = (float) (sum / ((double) positions * width));
      double squares = 0;
      for (int p = 0; p < positions; p++) {
        int at = p * channels;
        math.binaryScalar(BinaryFunction.SUBTRACT, x, from + at, mean, y, to + at, width);
        squares += math.reduce(Reduction.SUM_OF_SQUARES, y, to + at, width);
      }
      float factor = reciprocalRoot((float) (squares / ((double) positions * width)), epsilon);
      for (int p = 0; p < positions; p++) {
        int at = to + p * channels;
        math.binaryScalar(BinaryFunction.MULTIPLY, y, at, factor, y, at, width);
        scaleShift(math, y, at, gamma, gammaAt + g * width, beta, betaAt + g * width, width);
      }
    }
  }

  private static float reciprocalRoot(float variance, float epsilon) {
    return 1f / (float) Math.sqrt(variance + epsilon);
  }

  private static void scaleShift(
      VectorMath math,
      float[] y,
      int yAt,
      float[] gamma,
      int gammaAt,
      float[] beta,
      int betaAt,
      int n) {
    if (gamma != null && beta != null) {
      math.multiplyAdd(y, yAt, gamma, gammaAt, beta, betaAt, y, yAt, n);
    } else if (gamma != null) {
      math.binary(BinaryFunction.MULTIPLY, y, yAt, gamma, gammaAt, y, yAt, n);
    } else if (beta != null) {
      math.binary(BinaryFunction.ADD, y, yAt, beta, betaAt, y, yAt, n);
    }
  }
}
