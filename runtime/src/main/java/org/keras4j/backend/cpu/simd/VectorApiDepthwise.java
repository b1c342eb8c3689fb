package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MatrixKernels#depthwise} with the Vector API: lanes are channels.
 *
 * <p>Rows and columns of taps are one loop: C2 boxes vectors that live across nested loops.
 */
final class VectorApiDepthwise {
  private static final VectorSpecies<Float> S = VectorConstants.FLOATS;
  private static final int LANES = S.length();

  private VectorApiDepthwise() {}

  static void run(
      int pixels,
      float[] x,
      int xAt,
      int pixelStep,
      int rows,
      int rowStep,
      int taps,
      int tapStep,
      float[] w,
      int wAt,
      int wRowStep,
      int channels,
      float[] y,
      int yAt) {
    int bound = S.loopBound(channels);
    int quads = pixels - pixels % 4;
    boolean nine = rows == 3 && taps == 3;
    for (int c = 0; c < bound; c += LANES) {
      int from = xAt + c;
      int to = yAt + c;
      int weight = wAt + c;
      if (nine && pixelStep == tapStep) {
        threeByThree1(quads, x, from, tapStep, rowStep, w, weight, wRowStep, channels, y, to);
      } else if (nine && pixelStep == 2 * tapStep) {
        threeByThree2(quads, x, from, tapStep, rowStep, w, weight, wRowStep, channels, y, to);
      } else {
        for (int p = 0; p < quads; p += 4) {
          int left = from + p * pixelStep;
          int at = to + p * channels;
          four(
              x, left, pixelStep, rows, rowStep, taps, tapStep, w, weight, wRowStep, channels, y,
              at);
        }
      }
      for (int p = quads; p < pixels; p++) {
        int left = from + p * pixelStep;
        int at = to + p * channels;
        one(x, left, rows, rowStep, taps, tapStep, w, weight, wRowStep, channels, y, at);
      }
    }
    for (int p = 0; p < pixels && bound < channels; p++) {
      int left = xAt + p * pixelStep;
      int at = yAt + p * channels;
      rest(x, left, rows, rowStep, taps, tapStep, w, wAt, wRowStep, channels, bound, y, at);
    }
  }

  /** Four neighbouring outputs, so that each load of the kernel serves four products. */
  private static void four(
      float[] x,
      int from,
      int pixelStep,
      int rows,
      int rowStep,
      int taps,
      int tapStep,
      float[] w,
      int weight,
      int wRowStep,
      int channels,
      float[] y,
      int yAt) {
    int products = rows * taps;
    FloatVector s0 = FloatVector.zero(S);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int t = 0;
    for (int i = 0; i < products; i++) {
      FloatVector v = FloatVector.fromArray(S, w, weight);
      s0 = v.fma(FloatVector.fromArray(S, x, from), s0);
      s1 = v.fma(FloatVector.fromArray(S, x, from + pixelStep), s1);
      s2 = v.fma(FloatVector.fromArray(S, x, from + 2 * pixelStep), s2);
      s3 = v.fma(FloatVector.fromArray(S, x, from + 3 * pixelStep), s3);
      from += tapStep;
      weight += channels;
      if (++t == taps) {
        t = 0;
        from += rowStep - taps * tapStep;
        weight += wRowStep - taps * channels;
      }
    }
    s0.intoArray(y, yAt);
    s1.intoArray(y, yAt + channels);
    s2.intoArray(y, yAt + 2 * channels);
    s3.intoArray(y, yAt + 3 * channels);
  }

  private static void one(
      float[] x,
      int from,
      int rows,
      int rowStep,
      int taps,
      int tapStep,
      float[] w,
      int weight,
      int wRowStep,
      int channels,
      float[] y,
      int yAt) {
    int products = rows * taps;
    FloatVector s = FloatVector.zero(S);
    int t = 0;
    for (int i = 0; i < products; i++) {
      s = FloatVector.fromArray(S, w, weight).fma(FloatVector.fromArray(S, x, from), s);
      from += tapStep;
      weight += channels;
      if (++t == taps) {
        t = 0;
        from += rowStep - taps * tapStep;
        weight += wRowStep - taps * channels;
      }
    }
    s.intoArray(y, yAt);
  }

  /** Nine taps at stride 1: kernel in registers, inputs that outputs share loaded once. */
  private static void threeByThree1(
      int pixels,
      float[] x,
      int xAt,
      int step,
      int rowStep,
      float[] w,
      int wAt,
      int wRowStep,
      int channels,
      float[] y,
      int yAt) {
    FloatVector k00 = FloatVector.fromArray(S, w, wAt);
    FloatVector k01 = FloatVector.fromArray(S, w, wAt + channels);
    FloatVector k02 = FloatVector.fromArray(S, w, wAt + 2 * channels);
    FloatVector k10 = FloatVector.fromArray(S, w, wAt + wRowStep);
    FloatVector k11 = FloatVector.fromArray(S, w, wAt + wRowStep + channels);
    FloatVector k12 = FloatVector.fromArray(S, w, wAt + wRowStep + 2 * channels);
    FloatVector k20 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep);
    FloatVector k21 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep + channels);
    FloatVector k22 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep + 2 * channels);
    FloatVector zero = FloatVector.zero(S);
    for (int p = 0; p < pixels; p += 4, xAt += 4 * step, yAt += 4 * channels) {
      int at = xAt;
      FloatVector v0 = FloatVector.fromArray(S, x, at);
      FloatVector v1 = FloatVector.fromArray(S, x, at + step);
      FloatVector v2 = FloatVector.fromArray(S, x, at + 2 * step);
      FloatVector v3 = FloatVector.fromArray(S, x, at + 3 * step);
      FloatVector v4 = FloatVector.fromArray(S, x, at + 4 * step);
      FloatVector v5 = FloatVector.fromArray(S, x, at + 5 * step);
      FloatVector s0 = k00.fma(v0, zero);
      s0 = k01.fma(v1, s0);
      s0 = k02.fma(v2, s0);
      FloatVector s1 = k00.fma(v1, zero);
      s1 = k01.fma(v2, s1);
      s1 = k02.fma(v3, s1);
      FloatVector s2 = k00.fma(v2, zero);
      s2 = k01.fma(v3, s2);
      s2 = k02.fma(v4, s2);
      FloatVector s3 = k00.fma(v3, zero);
      s3 = k01.fma(v4, s3);
      s3 = k02.fma(v5, s3);
      at = xAt + rowStep;
      v0 = FloatVector.fromArray(S, x, at);
      v1 = FloatVector.fromArray(S, x, at + step);
      v2 = FloatVector.fromArray(S, x, at + 2 * step);
      v3 = FloatVector.fromArray(S, x, at + 3 * step);
      v4 = FloatVector.fromArray(S, x, at + 4 * step);
      v5 = FloatVector.fromArray(S, x, at + 5 * step);
      s0 = k10.fma(v0, s0);
      s0 = k11.fma(v1, s0);
      s0 = k12.fma(v2, s0);
      s1 = k10.fma(v1, s1);
      s1 = k11.fma(v2, s1);
      s1 = k12.fma(v3, s1);
      s2 = k10.fma(v2, s2);
      s2 = k11.fma(v3, s2);
      s2 = k12.fma(v4, s2);
      s3 = k10.fma(v3, s3);
      s3 = k11.fma(v4, s3);
      s3 = k12.fma(v5, s3);
      at = xAt + 2 * rowStep;
      v0 = FloatVector.fromArray(S, x, at);
      v1 = FloatVector.fromArray(S, x, at + step);
      v2 = FloatVector.fromArray(S, x, at + 2 * step);
      v3 = FloatVector.fromArray(S, x, at + 3 * step);
      v4 = FloatVector.fromArray(S, x, at + 4 * step);
      v5 = FloatVector.fromArray(S, x, at + 5 * step);
      s0 = k20.fma(v0, s0);
      s0 = k21.fma(v1, s0);
      s0 = k22.fma(v2, s0);
      s1 = k20.fma(v1, s1);
      s1 = k21.fma(v2, s1);
      s1 = k22.fma(v3, s1);
      s2 = k20.fma(v2, s2);
      s2 = k21.fma(v3, s2);
      s2 = k22.fma(v4, s2);
      s3 = k20.fma(v3, s3);
      s3 = k21.fma(v4, s3);
      s3 = k22.fma(v5, s3);
      s0.intoArray(y, yAt);
      s1.intoArray(y, yAt + channels);
      s2.intoArray(y, yAt + 2 * channels);
      s3.intoArray(y, yAt + 3 * channels);
    }
  }

  /** Nine taps at stride 2: kernel in registers, inputs that outputs share loaded once. */
  private static void threeByThree2(
      int pixels,
      float[] x,
      int xAt,
      int step,
      int rowStep,
      float[] w,
      int wAt,
      int wRowStep,
      int channels,
      float[] y,
      int yAt) {
    FloatVector k00 = FloatVector.fromArray(S, w, wAt);
    FloatVector k01 = FloatVector.fromArray(S, w, wAt + channels);
    FloatVector k02 = FloatVector.fromArray(S, w, wAt + 2 * channels);
    FloatVector k10 = FloatVector.fromArray(S, w, wAt + wRowStep);
    FloatVector k11 = FloatVector.fromArray(S, w, wAt + wRowStep + channels);
    FloatVector k12 = FloatVector.fromArray(S, w, wAt + wRowStep + 2 * channels);
    FloatVector k20 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep);
    FloatVector k21 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep + channels);
    FloatVector k22 = FloatVector.fromArray(S, w, wAt + 2 * wRowStep + 2 * channels);
    FloatVector zero = FloatVector.zero(S);
    for (int p = 0; p < pixels; p += 4, xAt += 8 * step, yAt += 4 * channels) {
      int at = xAt;
      FloatVector v0 = FloatVector.fromArray(S, x, at);
      FloatVector v1 = FloatVector.fromArray(S, x, at + step);
      FloatVector v2 = FloatVector.fromArray(S, x, at + 2 * step);
      FloatVector v3 = FloatVector.fromArray(S, x, at + 3 * step);
      FloatVector v4 = FloatVector.fromArray(S, x, at + 4 * step);
      FloatVector v5 = FloatVector.fromArray(S, x, at + 5 * step);
      FloatVector v6 = FloatVector.fromArray(S, x, at + 6 * step);
      FloatVector v7 = FloatVector.fromArray(S, x, at + 7 * step);
      FloatVector v8 = FloatVector.fromArray(S, x, at + 8 * step);
      FloatVector s0 = k00.fma(v0, zero);
      s0 = k01.fma(v1, s0);
      s0 = k02.fma(v2, s0);
      FloatVector s1 = k00.fma(v2, zero);
      s1 = k01.fma(v3, s1);
      s1 = k02.fma(v4, s1);
      FloatVector s2 = k00.fma(v4, zero);
      s2 = k01.fma(v5, s2);
      s2 = k02.fma(v6, s2);
      FloatVector s3 = k00.fma(v6, zero);
      s3 = k01.fma(v7, s3);
      s3 = k02.fma(v8, s3);
      at = xAt + rowStep;
      v0 = FloatVector.fromArray(S, x, at);
      v1 = FloatVector.fromArray(S, x, at + step);
      v2 = FloatVector.fromArray(S, x, at + 2 * step);
      v3 = FloatVector.fromArray(S, x, at + 3 * step);
      v4 = FloatVector.fromArray(S, x, at + 4 * step);
      v5 = FloatVector.fromArray(S, x, at + 5 * step);
      v6 = FloatVector.fromArray(S, x, at + 6 * step);
      v7 = FloatVector.fromArray(S, x, at + 7 * step);
      v8 = FloatVector.fromArray(S, x, at + 8 * step);
      s0 = k10.fma(v0, s0);
      s0 = k11.fma(v1, s0);
      s0 = k12.fma(v2, s0);
      s1 = k10.fma(v2, s1);
      s1 = k11.fma(v3, s1);
      s1 = k12.fma(v4, s1);
      s2 = k10.fma(v4, s2);
      s2 = k11.fma(v5, s2);
      s2 = k12.fma(v6, s2);
      s3 = k10.fma(v6, s3);
      s3 = k11.fma(v7, s3);
      s3 = k12.fma(v8, s3);
      at = xAt + 2 * rowStep;
      v0 = FloatVector.fromArray(S, x, at);
      v1 = FloatVector.fromArray(S, x, at + step);
      v2 = FloatVector.fromArray(S, x, at + 2 * step);
      v3 = FloatVector.fromArray(S, x, at + 3 * step);
      v4 = FloatVector.fromArray(S, x, at + 4 * step);
      v5 = FloatVector.fromArray(S, x, at + 5 * step);
      v6 = FloatVector.fromArray(S, x, at + 6 * step);
      v7 = FloatVector.fromArray(S, x, at + 7 * step);
      v8 = FloatVector.fromArray(S, x, at + 8 * step);
      s0 = k20.fma(v0, s0);
      s0 = k21.fma(v1, s0);
      s0 = k22.fma(v2, s0);
      s1 = k20.fma(v2, s1);
      s1 = k21.fma(v3, s1);
      s1 = k22.fma(v4, s1);
      s2 = k20.fma(v4, s2);
      s2 = k21.fma(v5, s2);
      s2 = k22.fma(v6, s2);
      s3 = k20.fma(v6, s3);
      s3 = k21.fma(v7, s3);
      s3 = k22.fma(v8, s3);
      s0.intoArray(y, yAt);
      s1.intoArray(y, yAt + channels);
      s2.intoArray(y, yAt + 2 * channels);
      s3.intoArray(y, yAt + 3 * channels);
    }
  }

  /** The channels that fill no vector; the same operations, so the same bits. */
  private static void rest(
      float[] x,
      int xAt,
      int rows,
      int rowStep,
      int taps,
      int tapStep,
      float[] w,
      int wAt,
      int wRowStep,
      int channels,
      int first,
      float[] y,
      int yAt) {
    for (int c = first; c < channels; c++) {
      float sum = 0f;
      for (int r = 0; r < rows; r++) {
        for (int t = 0; t < taps; t++) {
          float v = x[xAt + r * rowStep + t * tapStep + c];
          sum = Math.fma(w[wAt + r * wRowStep + t * channels + c], v, sum);
        }
      }
      y[yAt + c] = sum;
    }
  }

  static void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n) {
    int i = 0;
    for (int bound = S.loopBound(n); i < bound; i += LANES) {
      FloatVector.fromArray(S, a, aAt + i)
          .fma(FloatVector.fromArray(S, b, bAt + i), FloatVector.fromArray(S, c, cAt + i))
          .intoArray(c, cAt + i);
    }
    for (; i < n; i++) {
      c[cAt + i] = Math.fma(a[aAt + i], b[bAt + i], c[cAt + i]);
    }
  }
}
