package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the definitions in double precision; portable and vector results must be equal. */
@NeedsVectorApi
class SoftmaxNormalizationTest {
  private static final VectorMath PORTABLE = new PortableMath();
  private static final VectorMath VECTOR = new VectorApiMath();
  private static final float EPSILON = 1e-3f;

  private interface Run {
    void into(VectorMath math, float[] y);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 17, 100, 1000})
  void softmaxOfRows(int columns) {
    int rows = 3;
    float[] x = random(rows * columns, columns, 30);
    float[] y = both(x.length, (math, out) -> Softmax.rows(math, x, 0, out, 0, rows, columns));
    float[] log = both(x.length, (math, out) -> Softmax.logRows(math, x, 0, out, 0, rows, columns));
    checkSoftmax(x, y, log, rows, columns, 1);
    float[] inPlace = x.clone();
    Softmax.rows(VECTOR, inPlace, 0, inPlace, 0, rows, columns);
    assertArrayEquals(y, inPlace);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 16, 33})
  void softmaxOverStridedAxis(int inner) {
    int axis = 5;
    float[] x = random(2 * axis * inner, inner, 30);
    float[] scratch = new float[inner + 1];
    float[] y =
        both(x.length, (math, out) -> Softmax.axis(math, x, 0, 2, axis, inner, out, 0, scratch, 1));
    float[] log =
        both(
            x.length,
            (math, out) -> Softmax.logAxis(math, x, 0, 2, axis, inner, out, 0, scratch, 1));
    checkSoftmax(x, y, log, 2, axis, inner);
  }

  @Test
  void softmaxOfHugeLogits() {
    float[] x = {1e30f, -1e30f, 1e30f, Float.NEGATIVE_INFINITY};
    float[] y = both(4, (math, out) -> Softmax.rows(math, x, 0, out, 0, 1, 4));
    assertArrayEquals(new float[] {0.5f, 0f, 0.5f, 0f}, y);
  }

  private static void checkSoftmax(
      float[] x, float[] y, float[] log, int outer, int axis, int inner) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int at = o * axis * inner + i;
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < axis; a++) {
          max = Math.max(max, x[at + a * inner]);
        }
        for (int a = 0; a < axis; a++) {
          sum += Math.exp(x[at + a * inner] - max);
        }
        for (int a = 0; a < axis; a++) {
          double exact = x[at + a * inner] - max - Math.log(sum);
          assertEquals(exact, log[at + a * inner], 2e-6 * (1 + Math.abs(exact)));
          // x - max is rounded to float, and exp turns that absolute error into a relative one.
          double relative = 1e-6 + Math.ulp((float) (x[at + a * inner] - max));
          double probability = Math.exp(exact);
          assertEquals(probability, y[at + a * inner], relative * probability + 1e-38);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16, 50, 768})
  void layerAndRms(int columns) {
    int rows = 4;
    float[] x = random(rows * columns, columns, 2);
    float[] gamma = random(columns, 1, 1);
    float[] beta = random(columns, 2, 1);
    float[] layer =
        both(
            x.length,
            (math, out) ->
                Normalization.layer(math, x, 0, gamma, 0, beta, 0, EPSILON, out, 0, rows, columns));
    float[] plain =
        both(
            x.length,
            (math, out) ->
                Normalization.layer(math, x, 0, null, 0, null, 0, EPSILON, out, 0, rows, columns));
    float[] rms =
        both(
            x.length,
            (math, out) -> Normalization.rms(math, x, 0, gamma, 0, EPSILON, out, 0, rows, columns));
    for (int r = 0; r < rows; r++) {
      double mean = 0;
      double square = 0;
      for (int c = 0; c < columns; c++) {
        mean += x[r * columns + c] / (double) columns;
      }
      double variance = 0;
      for (int c = 0; c < columns; c++) {
        double v = x[r * columns + c];
        variance += (v - mean) * (v - mean) / columns;
        square += v * v / columns;
      }
      for (int c = 0; c < columns; c++) {
        int i = r * columns + c;
        double normal = (x[i] - mean) / Math.sqrt(variance + EPSILON);
        assertEquals(normal, plain[i], 2e-6 * (1 + Math.abs(normal)));
        assertEquals(normal * gamma[c] + beta[c], layer[i], 4e-6 * (1 + Math.abs(normal)));
        assertEquals(
            x[i] / Math.sqrt(square + EPSILON) * gamma[c], rms[i], 4e-6 * (1 + Math.abs(normal)));
      }
    }
  }

  @Test
  void group() {
    int positions = 6;
    int channels = 20;
    int groups = 4;
    int width = channels / groups;
    float[] x = random(positions * channels, 9, 3);
    float[] gamma = random(channels, 1, 1);
    float[] beta = random(channels, 2, 1);
    float[] y =
        both(
            x.length,
            (math, out) ->
                Normalization.group(
                    math, x, 0, gamma, 0, beta, 0, EPSILON, out, 0, positions, channels, groups));
    for (int g = 0; g < groups; g++) {
      double mean = 0;
      double variance = 0;
      int count = positions * width;
      for (int k = 0; k < count; k++) {
        mean += x[k / width * channels + g * width + k % width] / (double) count;
      }
      for (int k = 0; k < count; k++) {
        variance += Math.pow(x[k / width * channels + g * width + k % width] - mean, 2) / count;
      }
      for (int k = 0; k < count; k++) {
        int c = g * width + k % width;
        int i = k / width * channels + c;
        double exact = (x[i] - mean) / Math.sqrt(variance + EPSILON) * gamma[c] + beta[c];
        assertEquals(exact, y[i], 4e-6 * (1 + Math.abs(exact)));
      }
    }
  }

  @Test
  void batch() {
    int channels = 19;
    float[] x = random(3 * channels, 4, 3);
    float[] mean = random(channels, 5, 1);
    float[] variance = random(channels, 6, 1);
    for (int c = 0; c < channels; c++) {
      variance[c] = Math.abs(variance[c]);
    }
    float[] gamma = random(channels, 7, 1);
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    Normalization.foldBatch(mean, variance, gamma, null, EPSILON, scale, shift, channels);
    float[] y =
        both(
            x.length,
            (math, out) -> Normalization.batch(math, x, 0, scale, shift, out, 0, 3, channels));
    for (int i = 0; i < x.length; i++) {
      int c = i % channels;
      double exact = ((double) x[i] - mean[c]) / Math.sqrt(variance[c] + EPSILON) * gamma[c];
      double size = (Math.abs(x[i]) + Math.abs(mean[c])) / Math.sqrt(variance[c] + EPSILON);
      assertEquals(exact, y[i], 1e-6 * (1 + size));
    }
  }

  private static float[] both(int n, Run run) {
    float[] portable = new float[n];
    float[] vector = new float[n];
    run.into(PORTABLE, portable);
    run.into(VECTOR, vector);
    assertArrayEquals(portable, vector);
    return vector;
  }

  private static float[] random(int n, long seed, float scale) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian() * scale;
    }
    return x;
  }
}
