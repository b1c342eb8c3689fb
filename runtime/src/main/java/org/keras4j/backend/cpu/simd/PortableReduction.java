package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Reductions over plain arrays, in the one order that {@link VectorMath} promises.
 *
 * <p>Element {@code i} of a block belongs to lane {@code i % 32}; a lane adds its elements in
 * order. Lanes 16 apart are added, then 8, 4, 2 and 1 apart, as vector registers fold. What is left
 * of the last block (fewer than 32 elements) follows one by one. Block sums are added as doubles.
 */
final class PortableReduction {
  static final int LANES = 32;
  static final int BLOCK = 1024;

  /** Elements summed in order along a strided axis before their sum joins the total. */
  static final int AXIS_BLOCK = 64;

  private PortableReduction() {}

  static float reduce(Reduction f, float[] x, int xAt, int n) {
    return switch (f) {
      case SUM -> (float) sum(x, xAt, n);
      case MEAN -> (float) (sum(x, xAt, n) / n);
      case SUM_OF_SQUARES -> dot(x, xAt, x, xAt, n);
      case PRODUCT -> product(x, xAt, n);
      case MAX -> max(x, xAt, n);
      case MIN -> min(x, xAt, n);
    };
  }

  static double sum(float[] x, int xAt, int n) {
    double total = 0;
    for (int start = 0; start < n; start += BLOCK) {
      int length = Math.min(BLOCK, n - start);
      int at = xAt + start;
      int groups = length / LANES;
      float block = 0f;
      if (groups > 0) {
        block =
            (sumEveryFourth(x, at, groups) + sumEveryFourth(x, at + 2, groups))
                + (sumEveryFourth(x, at + 1, groups) + sumEveryFourth(x, at + 3, groups));
      }
      for (int i = at + groups * LANES; i < at + length; i++) {
        block += x[i];
      }
      total += block;
    }
    return total;
  }

  /** Every fourth of the 32 lanes, folded: eight partial sums fit in registers, 32 would not. */
  private static float sumEveryFourth(float[] x, int at, int groups) {
    float s0 = 0f;
    float s4 = 0f;
    float s8 = 0f;
    float s12 = 0f;
    float s16 = 0f;
    float s20 = 0f;
    float s24 = 0f;
    float s28 = 0f;
    for (int i = at, end = at + groups * LANES; i < end; i += LANES) {
      s0 += x[i];
      s4 += x[i + 4];
      s8 += x[i + 8];
      s12 += x[i + 12];
      s16 += x[i + 16];
      s20 += x[i + 20];
      s24 += x[i + 24];
      s28 += x[i + 28];
    }
    return ((s0 + s16) + (s8 + s24)) + ((s4 + s20) + (s12 + s28));
  }

  static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    double total = 0;
    for (int start = 0; start < n; start += BLOCK) {
      int length = Math.min(BLOCK, n - start);
      int p = aAt + start;
      int q = bAt + start;
      int groups = length / LANES;
      float block = 0f;
      if (groups > 0) {
        block =
            (dotEveryFourth(a, p, b, q, groups) + dotEveryFourth(a, p + 2, b, q + 2, groups))
                + (dotEveryFourth(a, p + 1, b, q + 1, groups)
                    + dotEveryFourth(a, p + 3, b, q + 3, groups));
      }
      for (int i = groups * LANES; i < length; i++) {
        block += a[p + i] * b[q + i];
      }
      total += block;
    }
    return (float) total;
  }

  private static float dotEveryFourth(float[] a, int p, float[] b, int q, int groups) {
    float s0 = 0f;
    float s4 = 0f;
    float s8 = 0f;
    float s12 = 0f;
    float s16 = 0f;
    float s20 = 0f;
    float s24 = 0f;
    float s28 = 0f;
    for (int end = p + groups * LANES; p < end; p += LANES, q += LANES) {
      s0 += a[p] * b[q];
      s4 += a[p + 4] * b[q + 4];
      s8 += a[p + 8] * b[q + 8];
      s12 += a[p + 12] * b[q + 12];
      s16 += a[p + 16] * b[q + 16];
      s20 += a[p + 20] * b[q + 20];
      s24 += a[p + 24] * b[q + 24];
      s28 += a[p + 28] * b[q + 28];
    }
    return ((s0 + s16) + (s8 + s24)) + ((s4 + s20) + (s12 + s28));
  }

  static float product(float[] x, int xAt, int n) {
    double product = 1;
    for (int i = xAt; i < xAt + n; i++) {
      product *= x[i];
    }
    return (float) product;
  }

  private static float max(float[] x, int xAt, int n) {
    float max = Float.NEGATIVE_INFINITY;
    for (int i = xAt; i < xAt + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  private static float min(float[] x, int xAt, int n) {
    float min = Float.POSITIVE_INFINITY;
    for (int i = xAt; i < xAt + n; i++) {
      min = Math.min(min, x[i]);
    }
    return min;
  }

  static int indexOf(float value, float[] x, int xAt, int n) {
    boolean nan = Float.isNaN(value);
    for (int i = 0; i < n; i++) {
      float v = x[xAt + i];
      if (v == value || (nan && Float.isNaN(v))) {
        return i;
      }
    }
    return -1;
  }

  static void reduceAxis(
      Reduction f, float[] x, int xAt, int outer, int axis, int inner, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * axis * inner;
      int to = yAt + o * inner;
      if (inner == 1) {
        y[to] = reduce(f, x, from, axis);
      } else {
        reduceColumns(f, x, from, axis, inner, 0, y, to);
      }
    }
  }

  /** Reduces the columns of an {@code (axis, inner)} matrix from column {@code first} on. */
  static void reduceColumns(
      Reduction f, float[] x, int xAt, int axis, int inner, int first, float[] y, int yAt) {
    switch (f) {
      case SUM, MEAN, SUM_OF_SQUARES -> {
        boolean squares = f == Reduction.SUM_OF_SQUARES;
        for (int c = first; c < inner; c++) {
          float sum = sumColumn(x, xAt + c, axis, inner, squares);
          y[yAt + c] = f == Reduction.MEAN ? sum / axis : sum;
        }
      }
      case PRODUCT, MAX, MIN -> {
        Arrays.fill(y, yAt + first, yAt + inner, f.identity());
        for (int r = 0; r < axis; r++) {
          foldRow(f, x, xAt + r * inner, first, inner, y, yAt);
        }
      }
    }
  }

  private static float sumColumn(float[] x, int at, int axis, int stride, boolean squares) {
    float total = 0f;
    for (int start = 0; start < axis; start += AXIS_BLOCK) {
      int end = Math.min(axis, start + AXIS_BLOCK);
      float block = 0f;
      for (int r = start, i = at + start * stride; r < end; r++, i += stride) {
        block += squares ? x[i] * x[i] : x[i];
      }
      total += block;
    }
    return total;
  }

  private static void foldRow(
      Reduction f, float[] x, int xAt, int first, int inner, float[] y, int yAt) {
    for (int c = first; c < inner; c++) {
      float a = y[yAt + c];
      float b = x[xAt + c];
      y[yAt + c] =
          switch (f) {
            case MAX -> Math.max(a, b);
            case MIN -> Math.min(a, b);
            default -> a * b;
          };
    }
  }
}
