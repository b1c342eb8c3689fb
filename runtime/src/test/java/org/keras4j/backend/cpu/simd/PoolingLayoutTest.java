package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pooling, transposes and upsampling against naive loops that index one element at a time. */
@NeedsVectorApi
class PoolingLayoutTest {
  private static final VectorMath[] BOTH = {new PortableMath(), new VectorApiMath()};

  @ParameterizedTest
  @CsvSource({"2,2,0", "3,2,0", "3,1,1", "3,2,1", "2,3,0", "5,1,2"})
  void poolingOfAllRanks(int pool, int stride, int padding) {
    for (int channels : new int[] {1, 5, 16, 19}) {
      int[] in = {4, 7, 6};
      int[] out = new int[3];
      for (int a = 0; a < 3; a++) {
        // "same" style: one more element of padding behind than before where the window asks for it
        out[a] = (in[a] + 2 * padding + (padding > 0 ? 1 : 0) - pool) / stride + 1;
      }
      var window =
          new Pooling.Window(
              in,
              out,
              new int[] {pool, pool, pool},
              new int[] {stride, stride, stride},
              new int[] {padding, padding, padding});
      checkPooling(window, channels);
      var flat =
          new Pooling.Window(
              new int[] {1, 7, 6},
              new int[] {1, out[1], out[2]},
              new int[] {1, pool, pool},
              new int[] {1, stride, stride},
              new int[] {0, padding, padding});
      checkPooling(flat, channels);
    }
  }

  private static void checkPooling(Pooling.Window w, int channels) {
    int size = w.input()[0] * w.input()[1] * w.input()[2] * channels;
    int results = w.output()[0] * w.output()[1] * w.output()[2];
    float[] x = random(size, channels);
    float[] dy = random(results * channels, 1);
    float[] max = new float[results * channels];
    double[] average = new double[results * channels];
    float[] dMax = new float[size];
    double[] dAverage = new double[size];
    for (int o = 0; o < results * channels; o++) {
      naive(w, channels, o, x, dy, max, average, dMax, dAverage);
    }
    for (VectorMath math : BOTH) {
      float[] dx = new float[size];
      float[] rest = new float[channels + 1];
      Pooling.maxBackward(math, w, x, 0, max, 0, dy, 0, channels, dx, 0, rest, 1);
      assertArrayEquals(dMax, dx);
    }
    for (VectorMath math : BOTH) {
      float[] y = new float[results * channels + 2];
      Pooling.max(math, w, x, 0, channels, y, 2);
      for (int o = 0; o < max.length; o++) {
        assertEquals(max[o], y[o + 2]);
      }
      Pooling.average(math, w, x, 0, channels, y, 2);
      for (int o = 0; o < max.length; o++) {
        assertEquals(average[o], y[o + 2], 2e-6);
      }
      float[] spread = new float[size];
      Pooling.averageBackward(math, w, dy, 0, channels, spread, 0);
      for (int i = 0; i < size; i++) {
        assertEquals(dAverage[i], spread[i], 5e-6);
      }
    }
  }

  private static void naive(
      Pooling.Window w,
      int channels,
      int o,
      float[] x,
      float[] dy,
      float[] max,
      double[] average,
      float[] dMax,
      double[] dAverage) {
    int c = o % channels;
    int[] at = new int[3];
    int rest = o / channels;
    for (int a = 2; a >= 0; a--) {
      at[a] = rest % w.output()[a];
      rest /= w.output()[a];
    }
    double sum = 0;
    int best = -1;
    int[] inside = new int[w.pool()[0] * w.pool()[1] * w.pool()[2]];
    int count = 0;
    for (int k = 0; k < inside.length; k++) {
      int[] offset = {
        k / w.pool()[2] / w.pool()[1], k / w.pool()[2] % w.pool()[1], k % w.pool()[2]
      };
      int index = 0;
      boolean padding = false;
      for (int a = 0; a < 3; a++) {
        int p = at[a] * w.strides()[a] - w.padding()[a] + offset[a];
        padding |= p < 0 || p >= w.input()[a];
        index = index * w.input()[a] + p;
      }
      if (!padding) {
        int i = index * channels + c;
        inside[count++] = i;
        sum += x[i];
        best = best < 0 || x[i] > x[best] ? i : best;
      }
    }
    max[o] = x[best];
    average[o] = sum / count;
    dMax[best] += dy[o];
    for (int k = 0; k < count; k++) {
      dAverage[inside[k]] += dy[o] / (double) count;
    }
  }

  @Test
  void globalPooling() {
    float[] x = {1, 10, 3, 30, 5, 20, 7, 1};
    for (VectorMath math : BOTH) {
      float[] y = new float[4];
      Pooling.global(math, Reduction.MEAN, x, 0, 2, 2, 2, y, 0);
      assertArrayEquals(new float[] {2, 20, 6, 10.5f}, y);
      Pooling.global(math, Reduction.MAX, x, 0, 2, 2, 2, y, 0);
      assertArrayEquals(new float[] {3, 30, 7, 20}, y);
    }
  }

  @Test
  void transposeOfAnySize() {
    for (int rows : new int[] {1, 2, 31, 32, 33, 70}) {
      for (int columns : new int[] {1, 5, 32, 65}) {
        float[] x = random(rows * columns + 1, rows);
        float[] y = new float[rows * columns + 2];
        Layout.transpose(x, 1, rows, columns, y, 2);
        for (int i = 0; i < rows * columns; i++) {
          assertEquals(x[1 + i], y[2 + i % columns * rows + i / columns]);
        }
      }
    }
  }

  /** Every permutation of up to five axes. */
  @Test
  void permuteEveryWay() {
    int[] sizes = {2, 3, 4, 3, 2};
    for (int rank = 1; rank <= sizes.length; rank++) {
      permutations(sizes, rank, new int[rank], 0);
    }
  }

  private static void permutations(int[] sizes, int rank, int[] axes, int chosen) {
    if (chosen == rank) {
      checkPermute(Arrays.copyOf(sizes, rank), axes);
      return;
    }
    for (int axis = 0; axis < rank; axis++) {
      boolean used = false;
      for (int a = 0; a < chosen; a++) {
        used |= axes[a] == axis;
      }
      if (!used) {
        axes[chosen] = axis;
        permutations(sizes, rank, axes, chosen + 1);
      }
    }
  }

  private static void checkPermute(int[] shape, int[] axes) {
    int size = 1;
    for (int s : shape) {
      size *= s;
    }
    float[] x = random(size, 3);
    float[] y = new float[size];
    Layout.permute(x, 0, shape, axes, y, 0, new int[2 * shape.length]);
    int[] position = new int[shape.length];
    for (int i = 0; i < size; i++) {
      int rest = i;
      for (int a = shape.length - 1; a >= 0; a--) {
        position[a] = rest % shape[a];
        rest /= shape[a];
      }
      int to = 0;
      for (int axis : axes) {
        to = to * shape[axis] + position[axis];
      }
      assertEquals(x[i], y[to]);
    }
  }

  @Test
  void gatherScatterAndCopy() {
    float[] table = {1, 2, 3, 4, 5, 6};
    int[] indices = {9, 2, 0, 2};
    float[] y = new float[6];
    Layout.gatherRows(table, 0, 2, indices, 1, 3, y, 0);
    assertArrayEquals(new float[] {5, 6, 1, 2, 5, 6}, y);
    for (VectorMath math : BOTH) {
      float[] sums = new float[6];
      Layout.scatterAddRows(math, y, 0, 2, indices, 1, 3, sums, 0);
      assertArrayEquals(new float[] {1, 2, 0, 0, 10, 12}, sums);
    }
    float[] padded = new float[9];
    Layout.copyRows(table, 0, 2, padded, 1, 3, 3, 2);
    assertArrayEquals(new float[] {0, 1, 2, 0, 3, 4, 0, 5, 6}, padded);
  }

  @Test
  void nearestUpsampling() {
    float[] y = new float[2 * 2 * 3 * 2];
    Upsampling.nearest(new float[] {1, 2, 3, 4}, 0, 1, 2, 2, 2, 3, y, 0);
    float[] row = {1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4};
    for (int i = 0; i < y.length; i++) {
      assertEquals(row[i % row.length], y[i]);
    }
  }

  /** Expected values are those of {@code tf.image.resize([[1, 2], [3, 5]], (4, 4))}. */
  @Test
  void bilinearUpsampling() {
    float[] y = new float[16];
    Upsampling.bilinear(new float[] {1, 2, 3, 5}, 0, 2, 2, 1, 4, 4, y, 0);
    assertArrayEquals(
        new float[] {
          1.0f, 1.25f, 1.75f, 2.0f,
          1.5f, 1.8125f, 2.4375f, 2.75f,
          2.5f, 2.9375f, 3.8125f, 4.25f,
          3.0f, 3.5f, 4.5f, 5.0f
        },
        y,
        1e-6f);
  }

  private static float[] random(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }
}
