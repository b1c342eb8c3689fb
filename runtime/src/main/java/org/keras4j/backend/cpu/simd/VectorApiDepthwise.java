package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link MatrixKernels#depthwise} with the Vector API: lanes are channels.
 *
 * <p>Rows and columns of taps are one loop: C2 boxes vectors that live across nested loops.
 */
final class VectorApiDepthwise {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = S.length();

  private VectorApiDepthwise() {}

  /** Four neighbouring outputs, so that each load of the kernel serves four products. */
  static void four(
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
    int count = rows * taps;
    int nextRow = rowStep - taps * tapStep;
    int nextKernelRow = wRowStep - taps * channels;
    for (int c = 0; c < bound; c += LANES) {
      FloatVector s0 = FloatVector.zero(S);
      FloatVector s1 = s0;
      FloatVector s2 = s0;
      FloatVector s3 = s0;
      int from = xAt + c;
      int weight = wAt + c;
      int t = 0;
      for (int i = 0; i < count; i++) {
        FloatVector v = FloatVector.fromArray(S, w, weight);
        s0 = v.fma(FloatVector.fromArray(S, x, from), s0);
        s1 = v.fma(FloatVector.fromArray(S, x, from + pixelStep), s1);
        s2 = v.fma(FloatVector.fromArray(S, x, from + 2 * pixelStep), s2);
        s3 = v.fma(FloatVector.fromArray(S, x, from + 3 * pixelStep), s3);
        from += tapStep;
        weight += channels;
        if (++t == taps) {
          t = 0;
          from += nextRow;
          weight += nextKernelRow;
        }
      }
      s0.intoArray(y, yAt + c);
      s1.intoArray(y, yAt + channels + c);
      s2.intoArray(y, yAt + 2 * channels + c);
      s3.intoArray(y, yAt + 3 * channels + c);
    }
    for (int p = 0; p < 4 && bound < channels; p++) {
      int from = xAt + p * pixelStep;
      int to = yAt + p * channels;
      rest(x, from, rows, rowStep, taps, tapStep, w, wAt, wRowStep, bound, channels, y, to);
    }
  }

  static void one(
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
      float[] y,
      int yAt) {
    int bound = S.loopBound(channels);
    int count = rows * taps;
    int nextRow = rowStep - taps * tapStep;
    int nextKernelRow = wRowStep - taps * channels;
    for (int c = 0; c < bound; c += LANES) {
      FloatVector s = FloatVector.zero(S);
      int from = xAt + c;
      int weight = wAt + c;
      int t = 0;
      for (int i = 0; i < count; i++) {
        s = FloatVector.fromArray(S, w, weight).fma(FloatVector.fromArray(S, x, from), s);
        from += tapStep;
        weight += channels;
        if (++t == taps) {
          t = 0;
          from += nextRow;
          weight += nextKernelRow;
        }
      }
      s.intoArray(y, yAt + c);
    }
    if (bound < channels) {
      rest(x, xAt, rows, rowStep, taps, tapStep, w, wAt, wRowStep, bound, channels, y, yAt);
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
      int first,
      int channels,
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
