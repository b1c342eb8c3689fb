package org.keras4j.backend.cpu.simd;

/**
 * Where the elements of a packed right operand stand: blocks of the inner dimension, in them panels
 * of columns, in them rows. The last panel is padded with zeros.
 *
 * @param rows the inner dimension, k
 * @param columns the outer dimension, n
 */
record PanelLayout(MatrixKernels kernels, int rows, int columns) {

  /** Depth of all blocks but perhaps the last. Depends on k alone, as the order of sums must. */
  int depth() {
    return depth(rows);
  }

  static int depth(int k) {
    int blocks = Math.max(1, ceilDiv(k, MatrixKernels.MAX_DEPTH));
    return Math.min(MatrixKernels.MAX_DEPTH, roundUp(Math.max(1, ceilDiv(k, blocks)), 4));
  }

  /** Columns with the last panel's padding. */
  int paddedColumns() {
    int full = columns - columns % kernels.columns();
    return full + roundUp(columns - full, kernels.narrowColumns());
  }

  /** Number of floats in the packed form. */
  int size() {
    return Math.multiplyExact(rows, paddedColumns());
  }

  /** Width, with padding, of the panel that starts at a column. */
  int panelWidth(int column) {
    return Math.min(kernels.columns(), paddedColumns() - column);
  }

  /** Index of the panel of rows {@code [row, row + blockDepth)} that starts at a column. */
  int index(int row, int blockDepth, int column) {
    return row * paddedColumns() + column * blockDepth;
  }

  /** Packs the panels that start in columns {@code [from, to)}. */
  void pack(
      float[] b, int bAt, int ldb, boolean transposed, int from, int to, float[] out, int outAt) {
    int depth = depth();
    for (int row = 0; row < rows; row += depth) {
      int height = Math.min(depth, rows - row);
      for (int column = from; column < to; column += kernels.columns()) {
        int width = panelWidth(column);
        int used = Math.min(width, columns - column);
        int at = outAt + index(row, height, column);
        if (transposed) {
          packTransposed(b, bAt + column * ldb + row, ldb, height, used, width, out, at);
        } else {
          packRows(b, bAt + row * ldb + column, ldb, height, used, width, out, at);
        }
      }
    }
  }

  /** Packs {@code height} rows of the columns {@code [from, from + count)}, panel after panel. */
  void packBlock(
      float[] b, int bAt, int ldb, int height, int from, int count, float[] out, int outAt) {
    for (int column = from; column < from + count; column += kernels.columns()) {
      int width = panelWidth(column);
      int used = Math.min(width, columns - column);
      int at = outAt + (column - from) * height;
      packRows(b, bAt + column, ldb, height, used, width, out, at);
    }
  }

  private static void packRows(
      float[] b, int bAt, int ldb, int height, int used, int width, float[] out, int at) {
    for (int p = 0; p < height; p++, at += width) {
      System.arraycopy(b, bAt + p * ldb, out, at, used);
      for (int j = used; j < width; j++) {
        out[at + j] = 0f;
      }
    }
  }

  private static void packTransposed(
      float[] b, int bAt, int ldb, int height, int used, int width, float[] out, int at) {
    // Sixteen rows of the source at a time: a cache line of each serves sixteen turns.
    for (int first = 0; first < width; first += 16) {
      int end = Math.min(first + 16, width);
      int last = Math.min(end, used);
      for (int p = 0; p < height; p++) {
        int to = at + p * width;
        int from = bAt + p;
        for (int j = first; j < last; j++) {
          out[to + j] = b[from + j * ldb];
        }
        for (int j = Math.max(first, used); j < end; j++) {
          out[to + j] = 0f;
        }
      }
    }
  }

  static int ceilDiv(int x, int y) {
    return (x + y - 1) / y;
  }

  static int roundUp(int x, int multiple) {
    return ceilDiv(x, multiple) * multiple;
  }
}
