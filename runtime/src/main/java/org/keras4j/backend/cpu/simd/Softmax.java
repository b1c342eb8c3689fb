package org.keras4j.backend.cpu.simd;

/** Softmax and its logarithm over the middle axis of a contiguous {@code (outer, axis, inner)}. */
public final class Softmax {

  private Softmax() {}

  /** {@code exp(x - max) / sum of exp(x - max)} over each row. {@code y} may be {@code x}. */
  public static void rows(
      VectorMath math, float[] x, int xAt, float[] y, int yAt, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float max = math.reduce(Reduction.MAX, x, from, columns);
      math.binaryScalar(BinaryFunction.SUBTRACT, x, from, max, y, to, columns);
      math.unary(UnaryFunction.EXP, y, to, y, to, columns);
      float sum = math.reduce(Reduction.SUM, y, to, columns);
      math.binaryScalar(BinaryFunction.MULTIPLY, y, to, 1f / sum, y, to, columns);
    }
  }

  /**
   * {@code x - max - log(sum of exp(x - max))} over each row.
   *
   * @param y result; must not be {@code x}, which is read again after {@code y} is written
   */
  public static void logRows(
      VectorMath math, float[] x, int xAt, float[] y, int yAt, int rows, int columns) {
    for (int r = 0; r < rows; r++) {
      int from = xAt + r * columns;
      int to = yAt + r * columns;
      float max = math.reduce(Reduction.MAX, x, from, columns);
      math.binaryScalar(BinaryFunction.SUBTRACT, x, from, max, y, to, columns);
      math.unary(UnaryFunction.EXP, y, to, y, to, columns);
      float logSum = FloatMath.log(math.reduce(Reduction.SUM, y, to, columns));
      math.binaryScalar(BinaryFunction.SUBTRACT, x, from, max, y, to, columns);
      math.binaryScalar(BinaryFunction.SUBTRACT, y, to, logSum, y, to, columns);
    }
  }

  /**
   * Softmax over a strided axis.
   *
   * @param scratch {@code inner} floats from {@code scratchAt} on; not read, overwritten
   */
  public static void axis(
      VectorMath math,
      float[] x,
      int xAt,
      int outer,
      int axis,
      int inner,
      float[] y,
      int yAt,
      float[] scratch,
      int scratchAt) {
    int size = axis * inner;
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * size;
      int to = yAt + o * size;
      exponentials(math, x, from, axis, inner, y, to, scratch, scratchAt);
      math.unary(UnaryFunction.RECIPROCAL, scratch, scratchAt, scratch, scratchAt, inner);
      math.binaryRow(BinaryFunction.MULTIPLY, y, to, scratch, scratchAt, y, to, axis, inner);
    }
  }

  /**
   * Log-softmax over a strided axis.
   *
   * @param y result; must not be {@code x}
   * @param scratch {@code inner} floats from {@code scratchAt} on; not read, overwritten
   */
  public static void logAxis(
      VectorMath math,
      float[] x,
      int xAt,
      int outer,
      int axis,
      int inner,
      float[] y,
      int yAt,
      float[] scratch,
      int scratchAt) {
    int size = axis * inner;
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * size;
      int to = yAt + o * size;
      exponentials(math, x, from, axis, inner, y, to, scratch, scratchAt);
      math.unary(UnaryFunction.LOG, scratch, scratchAt, scratch, scratchAt, inner);
      // The first row of y is free until the end: it holds max, then max is subtracted everywhere.
      math.reduceAxis(Reduction.MAX, x, from, 1, axis, inner, y, to);
      for (int a = axis - 1; a >= 0; a--) {
        int shift = a * inner;
        math.binary(BinaryFunction.SUBTRACT, x, from + shift, y, to, y, to + shift, inner);
        math.binary(
            BinaryFunction.SUBTRACT, y, to + shift, scratch, scratchAt, y, to + shift, inner);
      }
    }
  }

  /** {@code y = exp(x - max)}, {@code sums} = their sums, for one {@code (axis, inner)} matrix. */
  private static void exponentials(
      VectorMath math,
      float[] x,
      int from,
      int axis,
      int inner,
      float[] y,
      int to,
      float[] sums,
      int sumsAt) {
    math.reduceAxis(Reduction.MAX, x, from, 1, axis, inner, sums, sumsAt);
    math.binaryRow(BinaryFunction.SUBTRACT, x, from, sums, sumsAt, y, to, axis, inner);
    math.unary(UnaryFunction.EXP, y, to, y, to, axis * inner);
    math.reduceAxis(Reduction.SUM, y, to, 1, axis, inner, sums, sumsAt);
  }
}
