package org.keras4j.backend.reference;

/**
 * QR by Householder reflections with LAPACK's choice of signs, so that Q and R have the signs that
 * NumPy and TensorFlow give.
 */
final class Householder {
  private final int rows;
  private final int columns;
  private final double[] r;
  private final double[] q;

  /** Factors one row-major matrix. */
  Householder(double[] a, int rows, int columns) {
    this.rows = rows;
    this.columns = columns;
    this.r = a.clone();
    this.q = new double[rows * rows];
    for (int i = 0; i < rows; i++) {
      q[i * rows + i] = 1;
    }
    for (int k = 0; k < Math.min(rows, columns); k++) {
      reflect(k);
    }
  }

  /** Makes column k zero below the diagonal, unless it is already. */
  private void reflect(int k) {
    double tail = 0;
    for (int i = k + 1; i < rows; i++) {
      tail += r[i * columns + k] * r[i * columns + k];
    }
    if (tail == 0) {
      return;
    }
    double alpha = r[k * columns + k];
    double beta = -Math.copySign(Math.sqrt(alpha * alpha + tail), alpha);
    double[] v = new double[rows];
    v[k] = 1;
    for (int i = k + 1; i < rows; i++) {
      v[i] = r[i * columns + k] / (alpha - beta);
    }
    double tau = (beta - alpha) / beta;
    for (int j = k; j < columns; j++) {
      double dot = 0;
      for (int i = k; i < rows; i++) {
        dot += v[i] * r[i * columns + j];
      }
      for (int i = k; i < rows; i++) {
        r[i * columns + j] -= tau * dot * v[i];
      }
    }
    for (int i = 0; i < rows; i++) {
      double dot = 0;
      for (int j = k; j < rows; j++) {
        dot += q[i * rows + j] * v[j];
      }
      for (int j = k; j < rows; j++) {
        q[i * rows + j] -= tau * dot * v[j];
      }
    }
  }

  /** The first {@code inner} columns of Q. */
  double[] q(int inner) {
    double[] result = new double[rows * inner];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(q, i * rows, result, i * inner, inner);
    }
    return result;
  }

  /** The first {@code inner} rows of R, zeros below the diagonal. */
  double[] r(int inner) {
    double[] result = new double[inner * columns];
    for (int i = 0; i < inner; i++) {
      for (int j = i; j < columns; j++) {
        result[i * columns + j] = r[i * columns + j];
      }
    }
    return result;
  }
}
