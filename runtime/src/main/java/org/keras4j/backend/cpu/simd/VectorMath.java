package org.keras4j.backend.cpu.simd;

/**
 * Bulk arithmetic on ranges of {@code float[]}: the primitives under every CPU kernel that is not a
 * matrix product.
 *
 * <p>Two implementations, {@link PortableMath} and {@link VectorApiMath}, give the same bits for
 * the same input, whatever the vector width and wherever in a range an element stands. No fused
 * multiply-add is used, because it would be slow, or differ, on machines without the instruction.
 *
 * <p>Ranges are written as array, first index; {@code n} is the number of elements. A result may
 * overwrite an operand in place (same array, same first index); any other overlap is undefined.
 * Bounds are not checked beyond what the JVM checks. Nothing is allocated, but for a small scratch
 * array at a thread's first call. Implementations have no other state and are safe for any number
 * of threads.
 */
public interface VectorMath {

  /**
   * {@code y[i] = f(x[i])}.
   *
   * @param parameter the slope or alpha of a function that has one, ignored by the others
   */
  void unary(UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y[i] = f(x[i])}, with Keras' default for the function's parameter. */
  default void unary(UnaryFunction f, float[] x, int xAt, float[] y, int yAt, int n) {
    unary(f, f.defaultParameter(), x, xAt, y, yAt, n);
  }

  /** {@code y[i] = f(a[i], b[i])}. */
  void binary(BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n);

  /** {@code y[i] = f(a[i], b)}; use {@link BinaryFunction#reversed} for {@code f(b, a[i])}. */
  void binaryScalar(BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n);

  /** {@code y[r][c] = f(a[r][c], row[c])} over a contiguous matrix: bias, channel scale. */
  default void binaryRow(
      BinaryFunction f,
      float[] a,
      int aAt,
      float[] row,
      int rowAt,
      float[] y,
      int yAt,
      int rows,
      int columns) {
    if (columns == 1) {
      binaryScalar(f, a, aAt, row[rowAt], y, yAt, rows);
      return;
    }
    for (int r = 0; r < rows; r++) {
      binary(f, a, aAt + r * columns, row, rowAt, y, yAt + r * columns, columns);
    }
  }

  /** {@code y[r][c] = f(a[r][c], column[r])} over a contiguous matrix. */
  default void binaryColumn(
      BinaryFunction f,
      float[] a,
      int aAt,
      float[] column,
      int columnAt,
      float[] y,
      int yAt,
      int rows,
      int columns) {
    if (columns == 1) {
      binary(f, a, aAt, column, columnAt, y, yAt, rows);
      return;
    }
    for (int r = 0; r < rows; r++) {
      binaryScalar(f, a, aAt + r * columns, column[columnAt + r], y, yAt + r * columns, columns);
    }
  }

  /** {@code y[i] = x[i] * scale + shift}. */
  void affine(float[] x, int xAt, float scale, float shift, float[] y, int yAt, int n);

  /** {@code y[i] = x[i] * scale[i] + shift[i]}: one row of batch or layer normalisation. */
  void multiplyAdd(
      float[] x,
      int xAt,
      float[] scale,
      int scaleAt,
      float[] shift,
      int shiftAt,
      float[] y,
      int yAt,
      int n);

  /**
   * {@code y[i] += rest[i]; rest[i] = 0} where {@code x[i] == max[i]} or {@code x[i]} is NaN: lets
   * one position of a pooling window have the gradient if it holds the maximum.
   */
  void takeAtMaximum(
      float[] x,
      int xAt,
      float[] max,
      int maxAt,
      float[] rest,
      int restAt,
      float[] y,
      int yAt,
      int n);

  /** {@code y[i] += factor * x[i]}: BLAS' axpy. */
  void addScaled(float factor, float[] x, int xAt, float[] y, int yAt, int n);

  /**
   * Reduces one contiguous range. Sums go through 32 partial sums per block of 1024 elements and a
   * double across blocks, an order that depends on {@code n} alone.
   */
  float reduce(Reduction f, float[] x, int xAt, int n);

  /** {@code sum of a[i] * b[i]}, in the order of {@link #reduce}. */
  float dot(float[] a, int aAt, float[] b, int bAt, int n);

  /**
   * Index, from 0, of the first element equal to {@code value}, or of the first NaN if {@code
   * value} is NaN; {@code -1} if there is none. With {@link #reduce} this gives argmax and argmin.
   */
  int indexOf(float value, float[] x, int xAt, int n);

  /**
   * Reduces the middle axis of a contiguous {@code (outer, axis, inner)} array to {@code (outer,
   * inner)}. Along a strided axis ({@code inner > 1}) sums are taken over blocks of 64 elements in
   * order, then over the blocks in order.
   */
  void reduceAxis(
      Reduction f, float[] x, int xAt, int outer, int axis, int inner, float[] y, int yAt);

  /** Index of the first largest element of a range of at least one; the first NaN, if any. */
  default int argmax(float[] x, int xAt, int n) {
    return indexOf(reduce(Reduction.MAX, x, xAt, n), x, xAt, n);
  }

  /** Index of the first smallest element of a range of at least one; the first NaN, if any. */
  default int argmin(float[] x, int xAt, int n) {
    return indexOf(reduce(Reduction.MIN, x, xAt, n), x, xAt, n);
  }
}
