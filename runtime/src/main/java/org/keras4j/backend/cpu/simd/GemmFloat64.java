package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * {@code C = op(A) · op(B)}, optionally {@code +=}, for float64, in plain blocked loops.
 *
 * <p>Sums run in the order of the inner dimension. The operands are copied to where all indices of
 * the innermost loop differ by constants, because C2 vectorises no other loop. {@link #run}
 * allocates nothing. An object serves one caller at a time.
 */
public final class GemmFloat64 {
  private static final int ROWS = 16;
  private static final int COLUMNS = 128;
  private static final int GROUP = 4;
  private static final int SEQUENTIAL_WORK = 100_000;

  private final GemmSpec spec;
  private final WorkerPool pool;
  private final int rowBlocks;
  private final int columnBlocks;
  private final double[][] rightBlocks;
  private final double[][][] sums;
  private final WorkerPool.Body blockBody = this::block;

  private double[] a;
  private int aAt;
  private double[] b;
  private int bAt;
  private double[] c;
  private int cAt;

  /** A product that uses the given threads, each with its own small buffers. */
  public GemmFloat64(GemmSpec original, WorkerPool pool) {
    spec = original.folded();
    this.pool = pool;
    rowBlocks = PanelLayout.ceilDiv(spec.m(), ROWS);
    columnBlocks = PanelLayout.ceilDiv(spec.n(), COLUMNS);
    rightBlocks = new double[pool.threads()][GROUP * COLUMNS];
    sums = new double[pool.threads()][ROWS][COLUMNS];
  }

  /** Computes the product; arguments as in {@link Gemm#run}. */
  public void run(double[] a, int aAt, double[] b, int bAt, double[] c, int cAt) {
    this.a = a;
    this.aAt = aAt;
    this.b = b;
    this.bAt = bAt;
    this.c = c;
    this.cAt = cAt;
    int tasks = spec.batch() * rowBlocks * columnBlocks;
    if ((long) spec.m() * spec.n() * spec.k() * spec.batch() < SEQUENTIAL_WORK) {
      for (int i = 0; i < tasks; i++) {
        block(i, 0);
      }
    } else {
      pool.parallelFor(tasks, blockBody);
    }
  }

  private void block(int task, int slot) {
    int column = task % columnBlocks * COLUMNS;
    int row = task / columnBlocks % rowBlocks * ROWS;
    int batch = task / columnBlocks / rowBlocks;
    int rows = Math.min(ROWS, spec.m() - row);
    int columns = Math.min(COLUMNS, spec.n() - column);
    int left = aAt + batch * spec.strideA();
    int right = bAt + batch * spec.strideB();
    double[] own = rightBlocks[slot];
    for (int i = 0; i < rows; i++) {
      Arrays.fill(sums[slot][i], 0);
    }
    int rowStep = spec.transposeA() ? 1 : spec.lda();
    int step = spec.transposeA() ? spec.lda() : 1;
    for (int p = 0; p < spec.k(); p += GROUP) {
      int count = Math.min(GROUP, spec.k() - p);
      copyRight(right, p, count, column, columns, own);
      for (int i = 0; i < rows; i++) {
        int at = left + (row + i) * rowStep + p * step;
        if (count == GROUP) {
          addGroup(a[at], a[at + step], a[at + 2 * step], a[at + 3 * step], own, sums[slot][i]);
        } else {
          for (int q = 0; q < count; q++) {
            addOne(a[at + q * step], own, q * COLUMNS, sums[slot][i]);
          }
        }
      }
    }
    for (int i = 0; i < rows; i++) {
      int at = cAt + batch * spec.strideC() + (row + i) * spec.ldc() + column;
      for (int j = 0; j < columns; j++) {
        c[at + j] = spec.accumulate() ? c[at + j] + sums[slot][i][j] : sums[slot][i][j];
      }
    }
  }

  private void copyRight(int right, int p, int count, int column, int columns, double[] out) {
    for (int q = 0; q < count; q++) {
      if (!spec.transposeB()) {
        System.arraycopy(b, right + (p + q) * spec.ldb() + column, out, q * COLUMNS, columns);
        continue;
      }
      int at = right + column * spec.ldb() + p + q;
      for (int j = 0; j < columns; j++) {
        out[q * COLUMNS + j] = b[at + j * spec.ldb()];
      }
    }
  }

  private static void addGroup(
      double a0, double a1, double a2, double a3, double[] b, double[] sum) {
    for (int j = 0; j < COLUMNS; j++) {
      sum[j] =
          sum[j]
              + a0 * b[j]
              + a1 * b[j + COLUMNS]
              + a2 * b[j + 2 * COLUMNS]
              + a3 * b[j + 3 * COLUMNS];
    }
  }

  private static void addOne(double a, double[] b, int bAt, double[] sum) {
    for (int j = 0; j < COLUMNS; j++) {
      sum[j] += a * b[bAt + j];
    }
  }
}
