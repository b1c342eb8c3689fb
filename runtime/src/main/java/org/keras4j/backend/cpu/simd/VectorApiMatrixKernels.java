package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@link MatrixKernels} with the Vector API; loaded only where its module is present. */
final class VectorApiMatrixKernels implements MatrixKernels {
  private static final VectorSpecies<Float> S = VectorConstants.FLOATS;
  private static final int LANES = S.length();

  /** 14 rows of two vectors need 32 registers, which 256-bit x86 vectors do not have. */
  private static final int ROWS =
      LANES >= 16 || System.getProperty("os.arch", "").equals("aarch64") ? 14 : 6;

  /** Number of floats in one vector; linking it proves that the module is there. */
  static int laneCount() {
    return LANES;
  }

  @Override
  public String name() {
    return "vector-" + S.vectorBitSize();
  }

  @Override
  public int rows() {
    return ROWS;
  }

  @Override
  public int columns() {
    return 2 * LANES;
  }

  @Override
  public int narrowColumns() {
    return LANES;
  }

  @Override
  public int tileRows(int remaining) {
    if (remaining >= ROWS) {
      return ROWS;
    }
    return remaining >= 6 ? 6 : remaining >= 4 ? 4 : remaining >= 2 ? 2 : 1;
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
    if (width > LANES) {
      switch (rows) {
        case 14 -> VectorApiWideTiles.tile14x2(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 6 -> VectorApiWideTiles.tile6x2(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 4 -> VectorApiWideTiles.tile4x2(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 2 -> VectorApiWideTiles.tile2x2(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        default -> VectorApiWideTiles.tile1x2(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
      }
    } else {
      switch (rows) {
        case 14 -> VectorApiNarrowTiles.tile14x1(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 6 -> VectorApiNarrowTiles.tile6x1(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 4 -> VectorApiNarrowTiles.tile4x1(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        case 2 -> VectorApiNarrowTiles.tile2x1(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
        default -> VectorApiNarrowTiles.tile1x1(depth, a, aAt, b, bAt, bStride, c, cAt, cStride);
      }
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
    VectorApiWideTiles.strip1x8(depth, a, aAt, b, bAt, panel, bStride, c, cAt);
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
    if (width > LANES) {
      if (ROWS == 14) {
        VectorApiInPlaceTiles.tile14x2(
            depth, a, starts, startsAt, taps, tapsAt, b, bAt, bStride, c, cAt, cStride);
      } else {
        VectorApiInPlaceTiles.tile6x2(
            depth, a, starts, startsAt, taps, tapsAt, b, bAt, bStride, c, cAt, cStride);
      }
    } else if (ROWS == 14) {
      VectorApiInPlaceTiles.tile14x1(
          depth, a, starts, startsAt, taps, tapsAt, b, bAt, bStride, c, cAt, cStride);
    } else {
      VectorApiInPlaceTiles.tile6x1(
          depth, a, starts, startsAt, taps, tapsAt, b, bAt, bStride, c, cAt, cStride);
    }
  }

  @Override
  public void addRows(
      float[] x, int xAt, int xStride, float[] c, int cAt, int cStride, int rows, int columns) {
    int bound = S.loopBound(columns);
    for (int r = 0; r < rows; r++, xAt += xStride, cAt += cStride) {
      int j = 0;
      for (; j < bound; j += LANES) {
        FloatVector.fromArray(S, c, cAt + j)
            .add(FloatVector.fromArray(S, x, xAt + j))
            .intoArray(c, cAt + j);
      }
      for (; j < columns; j++) {
        c[cAt + j] += x[xAt + j];
      }
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
    boolean clip = activation != Epilogue.Activation.NONE;
    boolean clip6 = activation == Epilogue.Activation.RELU6;
    int bound = S.loopBound(columns);
    for (int r = 0; r < rows; r++) {
      int at = cAt + r * cStride;
      int other = residualAt + r * cStride;
      int j = 0;
      for (; j < bound; j += LANES) {
        FloatVector v = FloatVector.fromArray(S, c, at + j);
        if (bias != null) {
          v = v.add(FloatVector.fromArray(S, bias, biasAt + j));
        }
        if (residual != null) {
          v = v.add(FloatVector.fromArray(S, residual, other + j));
        }
        if (clip) {
          v = v.max(0f);
        }
        if (clip6) {
          v = v.min(6f);
        }
        v.intoArray(c, at + j);
      }
      for (; j < columns; j++) {
        float v = c[at + j];
        if (bias != null) {
          v += bias[biasAt + j];
        }
        if (residual != null) {
          v += residual[other + j];
        }
        if (clip) {
          v = Math.max(v, 0f);
        }
        c[at + j] = clip6 ? Math.min(v, 6f) : v;
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
    VectorApiDepthwise.run(
        pixels, x, xAt, pixelStep, rows, rowStep, taps, tapStep, w, wAt, wRowStep, channels, y,
        yAt);
  }

  @Override
  public void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n) {
    VectorApiDepthwise.multiplyAdd(a, aAt, b, bAt, c, cAt, n);
  }

  @Override
  public void copyLoosely(float[] x, int xAt, float[] y, int yAt, int n) {
    int padded = n + LANES - 1;
    if (n > 4 * LANES || xAt + padded > x.length || yAt + padded > y.length) {
      System.arraycopy(x, xAt, y, yAt, n);
      return;
    }
    for (int i = 0; i < n; i += LANES) {
      FloatVector.fromArray(S, x, xAt + i).intoArray(y, yAt + i);
    }
  }
}
