package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * {@link MatrixKernels} in plain loops that C2 turns into vector code.
 *
 * <p>C2 vectorises a loop only if all its array indices differ by constants: {@code x[j] += f *
 * y[at + j]} runs one element at a time. So the operands are copied to where every index is {@code
 * j} plus a constant: four rows of B into one scratch array, each row of the result into an array
 * of its own. The copies are repaid by tall tiles, and by four products per load and store; a
 * longer loop body would be beyond C2's limit for unrolling.
 */
final class PortableMatrixKernels implements MatrixKernels {
  private static final int ROWS = 16;
  private static final int COLUMNS = 256;
  private static final int NARROW = 8;
  private static final int GROUP = 4;

  private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);

  private static final class Scratch {
    final float[] b = new float[GROUP * COLUMNS];
    final float[][] sums = new float[ROWS][COLUMNS];
  }

  @Override
  public String name() {
    return "portable";
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return COLUMNS;
  }

  @Override
  public int narrowColumns() {
    return NARROW;
  }

  @Override
  public int tileRows(int remaining) {
    return Math.min(remaining, ROWS);
  }

  @Override
  public void tile(
      int rows,
      int width,
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    Scratch own = scratch.get();
    float[][] sums = own.sums;
    for (int r = 0; r < rows; r++) {
      Arrays.fill(sums[r], 0, width, 0f);
    }
    int p = 0;
    for (; p <= depth - GROUP; p += GROUP) {
      for (int i = 0; i < GROUP; i++) {
        System.arraycopy(b, bAt + (p + i) * bStride, own.b, i * COLUMNS, width);
      }
      for (int r = 0; r < rows; r++) {
        int at = aAt + r * A_STRIDE + p;
        addGroup(width, a[at], a[at + 1], a[at + 2], a[at + 3], own.b, sums[r]);
      }
    }
    for (; p < depth; p++) {
      System.arraycopy(b, bAt + p * bStride, own.b, 0, width);
      for (int r = 0; r < rows; r++) {
        addOne(width, a[aAt + r * A_STRIDE + p], own.b, sums[r]);
      }
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(sums[r], 0, c, cAt + r * cStride, width);
    }
  }

  @Override
  public void strip(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int panel,
      int bStride,
      float[] c,
      int cAt) {
    for (int i = 0; i < STRIP; i++) {
      int at = cAt + i * COLUMNS;
      tile(1, COLUMNS, depth, a, aAt, b, bAt + i * panel, bStride, c, at, COLUMNS);
    }
  }

  @Override
  public void tileInPlace(
      int width,
      int depth,
      float[] a,
      int[] starts,
      int startsAt,
      int[] taps,
      int tapsAt,
      float[] b,
      int bAt,
      int bStride,
      float[] c,
      int cAt,
      int cStride) {
    Scratch own = scratch.get();
    float[][] sums = own.sums;
    for (int r = 0; r < ROWS; r++) {
      Arrays.fill(sums[r], 0, width, 0f);
    }
    int p = 0;
    for (; p <= depth - GROUP; p += GROUP) {
      for (int i = 0; i < GROUP; i++) {
        System.arraycopy(b, bAt + (p + i) * bStride, own.b, i * COLUMNS, width);
      }
      int tap = tapsAt + p;
      int tap0 = taps[tap];
      int tap1 = taps[tap + 1];
      int tap2 = taps[tap + 2];
      int tap3 = taps[tap + 3];
      for (int r = 0; r < ROWS; r++) {
        int at = starts[startsAt + r];
        addGroup(width, a[at + tap0], a[at + tap1], a[at + tap2], a[at + tap3], own.b, sums[r]);
      }
    }
    for (; p < depth; p++) {
      System.arraycopy(b, bAt + p * bStride, own.b, 0, width);
      for (int r = 0; r < ROWS; r++) {
        addOne(width, a[starts[startsAt + r] + taps[tapsAt + p]], own.b, sums[r]);
      }
    }
    for (int r = 0; r < ROWS; r++) {
      System.arraycopy(sums[r], 0, c, cAt + r * cStride, width);
    }
  }

  @Override
  public void addRows(
      float[] x, int xAt, int xStride, float[] c, int cAt, int cStride, int rows, int columns) {
    for (int r = 0; r < rows; r++, xAt += xStride, cAt += cStride) {
      for (int j = 0; j < columns; j++) {
        c[cAt + j] += x[xAt + j];
      }
    }
  }

  private static void addGroup(
      int width, float a0, float a1, float a2, float a3, float[] b, float[] sum) {
    if (width == COLUMNS) {
      for (int j = 0; j < COLUMNS; j++) { // a known count makes better code
        sum[j] =
            sum[j]
                + a0 * b[j]
                + a1 * b[j + COLUMNS]
                + a2 * b[j + 2 * COLUMNS]
                + a3 * b[j + 3 * COLUMNS];
      }
      return;
    }
    for (int j = 0; j < width; j++) {
      sum[j] =
          sum[j]
              + a0 * b[j]
              + a1 * b[j + COLUMNS]
              + a2 * b[j + 2 * COLUMNS]
              + a3 * b[j + 3 * COLUMNS];
    }
  }

  private static void addOne(int width, float a, float[] b, float[] sum) {
    for (int j = 0; j < width; j++) {
      sum[j] += a * b[j];
    }
  }

  @Override
  public void finish(
      float[] c,
      int cAt,
      int cStride,
      int rows,
      int columns,
      float[] bias,
      int biasAt,
      float[] residual,
      int residualAt,
      Epilogue.Activation activation) {
    for (int r = 0; r < rows; r++) {
      int at = cAt + r * cStride;
      int other = residualAt + r * cStride;
      if (bias != null) {
        for (int j = 0; j < columns; j++) {
          c[at + j] += bias[biasAt + j];
        }
      }
      if (residual != null) {
        for (int j = 0; j < columns; j++) {
          c[at + j] += residual[other + j];
        }
      }
      switch (activation) {
        case NONE -> {}
        case RELU -> {
          for (int j = at; j < at + columns; j++) {
            c[j] = Math.max(c[j], 0f);
          }
        }
        case RELU6 -> {
          for (int j = at; j < at + columns; j++) {
            c[j] = Math.min(Math.max(c[j], 0f), 6f);
          }
        }
      }
    }
  }

  @Override
  public void depthwise(
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
    for (int q = 0; q < pixels; q++, xAt += pixelStep, yAt += channels) {
      Arrays.fill(y, yAt, yAt + channels, 0f);
      for (int r = 0; r < rows; r++) {
        for (int t = 0; t < taps; t++) {
          int from = xAt + r * rowStep + t * tapStep;
          multiplyAdd(x, from, w, wAt + r * wRowStep + t * channels, y, yAt, channels);
        }
      }
    }
  }

  @Override
  public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n) {
    for (int i = 0; i < n; i++) {
      c[cAt + i] += a[aAt + i] * b[bAt + i];
    }
  }

  @Override
  public void copyLoosely(float[] x, int xAt, float[] y, int yAt, int n) {
    System.arraycopy(x, xAt, y, yAt, n);
  }
}
