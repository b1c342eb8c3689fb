package org.keras4j.backend.cpu.simd;

/**
 * The innermost loops of every matrix product and convolution: one small tile of the result.
 *
 * <p>Both implementations compute each element of a tile by itself, adding its products in the
 * order of the inner dimension. So an element's bits depend neither on the tile's size nor on its
 * place. Implementations have no state, allocate nothing, and are safe for any number of threads.
 */
interface MatrixKernels {
  /** Longest stretch of the inner dimension that one tile call multiplies. */
  int MAX_DEPTH = 384;

  /**
   * Distance between the rows of a packed left operand. A constant, so that compiled code addresses
   * all rows from one register; not a power of two, so that rows fall into different cache sets.
   */
  int A_STRIDE = MAX_DEPTH + 16;

  /** Panels that {@link #strip} takes at once. */
  int STRIP = 4;

  /** Short name for logs and benchmarks. */
  String name();

  /** Height of the tallest tile. */
  int rows();

  /** Width of a panel of the right operand. */
  int columns();

  /** The width of a right operand's last panel is rounded up to a multiple of this. */
  int narrowColumns();

  /** Height of the tallest tile of at most {@code remaining} rows. */
  int tileRows(int remaining);

  /**
   * {@code C[i][j] = sum over p of A[i][p] * B[p][j]}.
   *
   * @param rows a value that {@link #tileRows} returned
   * @param width at most {@link #columns()}, a multiple of {@link #narrowColumns()}
   * @param depth number of products per element, at most {@link #MAX_DEPTH}
   * @param a left operand; its rows are {@link #A_STRIDE} apart
   * @param bStride distance between rows of the right operand
   * @param cStride distance between rows of the result; all {@code width} columns are written
   */
  void tile(
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
      int cStride);

  /**
   * As {@link #tile} for one row and {@link #STRIP} whole panels, with the same bits: the sums of a
   * single panel would wait for each other.
   *
   * @param panel distance between panels of the right operand
   * @param cAt index of {@code STRIP * columns()} results
   */
  void strip(
      int depth,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      int panel,
      int bStride,
      float[] c,
      int cAt);

  /**
   * As {@link #tile} for {@link #rows()} rows, with the same bits, from a left operand that is not
   * packed: {@code A[i][p] = a[starts[startsAt + i] + taps[tapsAt + p]]}.
   *
   * @param starts where each row of the left operand starts
   * @param taps distance of each of a row's elements from its start
   */
  void tileInPlace(
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
      int cStride);

  /** {@code C[i][j] += X[i][j]}: a further block of the inner dimension. */
  void addRows(
      float[] x, int xAt, int xStride, float[] c, int cAt, int cStride, int rows, int columns);

  /**
   * Bias, residual and activation on a finished tile, still in the nearest cache.
   *
   * @param bias one value per column, or null
   * @param residual added after the bias, rows {@code cStride} apart, or null
   */
  void finish(
      float[] c,
      int cAt,
      int cStride,
      int rows,
      int columns,
      float[] bias,
      int biasAt,
      float[] residual,
      int residualAt,
      Epilogue.Activation activation);

  /**
   * Neighbouring outputs of a depthwise convolution, all of whose taps are in the input: {@code
   * y[q][c] = sum over r, t of x[q * pixelStep + r * rowStep + t * tapStep + c] * w[r][t][c]}.
   *
   * @param pixels number of outputs
   * @param rows kernel rows to use
   * @param taps kernel columns to use
   * @param wRowStep distance between kernel rows
   * @param channels number of channels: distance between kernel columns, and between outputs
   */
  void depthwise(
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
      int yAt);

  /** {@code c[i] += a[i] * b[i]}. */
  void multiplyAdd(float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, int n);

  /**
   * Copies a short range, possibly with up to {@link #narrowColumns()} further elements behind it,
   * which the caller overwrites or ignores.
   */
  void copyLoosely(float[] x, int xAt, float[] y, int yAt, int n);
}
