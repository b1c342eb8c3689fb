package org.keras4j.backend.cpu.simd;

/** Moves elements without changing them: transpose, gather, and copies between strided blocks. */
public final class Layout {
  /** Side of the square tiles of {@link #transpose}: two of them fit in any first-level cache. */
  private static final int TILE = 32;

  private Layout() {}

  /** {@code y[c][r] = x[r][c]} for a contiguous {@code (rows, columns)} matrix. */
  public static void transpose(float[] x, int xAt, int rows, int columns, float[] y, int yAt) {
    for (int r0 = 0; r0 < rows; r0 += TILE) {
      int r1 = Math.min(rows, r0 + TILE);
      for (int c0 = 0; c0 < columns; c0 += TILE) {
        int c1 = Math.min(columns, c0 + TILE);
        for (int c = c0; c < c1; c++) {
          int from = xAt + c;
          int to = yAt + c * rows;
          for (int r = r0; r < r1; r++) {
            y[to + r] = x[from + r * columns];
          }
        }
      }
    }
  }

  /**
   * Permutes the axes of a contiguous array: {@code numpy.transpose}.
   *
   * @param shape sizes of {@code x}
   * @param axes which axis of {@code x} each axis of {@code y} is
   * @param scratch at least twice as many ints as there are axes; overwritten
   */
  public static void permute(
      float[] x, int xAt, int[] shape, int[] axes, float[] y, int yAt, int[] scratch) {
    int rank = shape.length;
    int same = rank; // the axes from here on keep their place and move as one block
    while (same > 0 && axes[same - 1] == same - 1) {
      same--;
    }
    int block = 1;
    for (int a = same; a < rank; a++) {
      block *= shape[a];
    }
    if (same == 0) {
      System.arraycopy(x, xAt, y, yAt, block);
      return;
    }
    if (block == 1 && swapsTwoRuns(axes, same)) {
      int rows = 1;
      int columns = 1;
      for (int a = 0; a < same; a++) {
        if (a < axes[0]) {
          rows *= shape[a];
        } else {
          columns *= shape[a];
        }
      }
      transpose(x, xAt, rows, columns, y, yAt);
      return;
    }
    permuteBlocks(x, xAt, shape, axes, same, block, y, yAt, scratch);
  }

  /** Whether the first {@code n} axes are {@code k..n-1, 0..k-1}: a transpose of a matrix. */
  private static boolean swapsTwoRuns(int[] axes, int n) {
    for (int a = 0; a < n; a++) {
      if (axes[a] != (a + axes[0]) % n) {
        return false;
      }
    }
    return true;
  }

  private static void permuteBlocks(
      float[] x,
      int xAt,
      int[] shape,
      int[] axes,
      int rank,
      int block,
      float[] y,
      int yAt,
      int[] scratch) {
    // scratch[a]: position along axis a of y; scratch[rank + a]: its stride in x.
    int count = 1;
    for (int a = 0; a < rank; a++) {
      int stride = block;
      for (int b = axes[a] + 1; b < rank; b++) {
        stride *= shape[b];
      }
      scratch[a] = 0;
      scratch[rank + a] = stride;
      count *= shape[a];
    }
    int inner = rank - 1;
    int innerSize = shape[axes[inner]];
    int innerStride = scratch[rank + inner];
    int to = yAt;
    int from = xAt;
    for (int done = 0; done < count; done += innerSize) {
      for (int i = 0; i < innerSize; i++) {
        copyBlock(x, from + i * innerStride, y, to, block);
        to += block;
      }
      for (int a = inner - 1; a >= 0; a--) {
        from += scratch[rank + a];
        if (++scratch[a] < shape[axes[a]]) {
          break;
        }
        from -= scratch[a] * scratch[rank + a];
        scratch[a] = 0;
      }
    }
  }

  private static void copyBlock(float[] x, int from, float[] y, int to, int n) {
    if (n == 1) {
      y[to] = x[from];
    } else {
      System.arraycopy(x, from, y, to, n);
    }
  }

  /** {@code y[i] = x[indices[i]]} for rows of {@code columns} elements; indices are not checked. */
  public static void gatherRows(
      float[] x, int xAt, int columns, int[] indices, int indicesAt, int n, float[] y, int yAt) {
    for (int i = 0; i < n; i++) {
      int from = xAt + indices[indicesAt + i] * columns;
      copyBlock(x, from, y, yAt + i * columns, columns);
    }
  }

  /** {@code y[indices[i]] += x[i]} for rows, in order: the gradient of {@link #gatherRows}. */
  public static void scatterAddRows(
      VectorMath math,
      float[] x,
      int xAt,
      int columns,
      int[] indices,
      int indicesAt,
      int n,
      float[] y,
      int yAt) {
    for (int i = 0; i < n; i++) {
      int to = yAt + indices[indicesAt + i] * columns;
      math.binary(BinaryFunction.ADD, y, to, x, xAt + i * columns, y, to, columns);
    }
  }

  /**
   * Copies {@code rows} runs of {@code n} elements, {@code xStride} apart in {@code x} and {@code
   * yStride} apart in {@code y}: concatenation, slices, padding.
   */
  public static void copyRows(
      float[] x, int xAt, int xStride, float[] y, int yAt, int yStride, int rows, int n) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, xAt + r * xStride, y, yAt + r * yStride, n);
    }
  }
}
