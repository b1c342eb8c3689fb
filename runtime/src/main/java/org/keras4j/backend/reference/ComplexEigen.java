package org.keras4j.backend.reference;

/**
 * Eigenvalues and eigenvectors of a real square matrix, which may be complex: the values by EJML,
 * each vector by inverse iteration in complex arithmetic.
 */
final class ComplexEigen {
  private static final int ITERATIONS = 4;

  private final int n;
  private final double[] re;
  private final double[] im;

  private ComplexEigen(int n) {
    this.n = n;
    this.re = new double[n * n];
    this.im = new double[n * n];
  }

  /** Real and imaginary parts of the values, then of the vectors (columns of length 1). */
  static double[][] of(double[] a, int n) {
    double[][] values = Matrices.eigenvalues(a, n);
    double scale = 0;
    for (double element : a) {
      scale = Math.max(scale, Math.abs(element));
    }
    double[][] vectors = new double[2][n * n];
    for (int j = 0; j < n; j++) {
      double[][] vector = vector(a, n, values[0][j], values[1][j], scale, j);
      for (int i = 0; i < n; i++) {
        vectors[0][i * n + j] = vector[0][i];
        vectors[1][i * n + j] = vector[1][i];
      }
    }
    return new double[][] {values[0], values[1], vectors[0], vectors[1]};
  }

  private static double[][] vector(
      double[] a, int n, double lambdaRe, double lambdaIm, double scale, int seed) {
    double[] vRe = new double[n];
    double[] vIm = new double[n];
    for (int i = 0; i < n; i++) {
      vRe[i] = 1 + (i * 7 + seed * 3) % 5;
    }
    // Shifted a little, so that the matrix is not quite singular.
    double shift = Math.max(scale, 1) * 1e-10;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      ComplexEigen system = new ComplexEigen(n);
      System.arraycopy(a, 0, system.re, 0, n * n);
      for (int i = 0; i < n; i++) {
        system.re[i * n + i] -= lambdaRe + shift;
        system.im[i * n + i] -= lambdaIm;
      }
      system.solve(vRe, vIm);
      normalise(vRe, vIm);
    }
    return new double[][] {vRe, vIm};
  }

  /** Gaussian elimination with partial pivoting; replaces b by the solution. */
  private void solve(double[] bRe, double[] bIm) {
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        if (Math.hypot(re[i * n + k], im[i * n + k])
            > Math.hypot(re[pivot * n + k], im[pivot * n + k])) {
          pivot = i;
        }
      }
      for (int j = 0; j < n; j++) {
        swap(re, k * n + j, pivot * n + j);
        swap(im, k * n + j, pivot * n + j);
      }
      swap(bRe, k, pivot);
      swap(bIm, k, pivot);
      for (int i = k + 1; i < n; i++) {
        double[] factor = divide(re[i * n + k], im[i * n + k], re[k * n + k], im[k * n + k]);
        for (int j = k; j < n; j++) {
          subtractProduct(re, im, i * n + j, factor, re[k * n + j], im[k * n + j]);
        }
        subtractProduct(bRe, bIm, i, factor, bRe[k], bIm[k]);
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        double[] factor = {re[i * n + j], im[i * n + j]};
        subtractProduct(bRe, bIm, i, factor, bRe[j], bIm[j]);
      }
      double[] quotient = divide(bRe[i], bIm[i], re[i * n + i], im[i * n + i]);
      bRe[i] = quotient[0];
      bIm[i] = quotient[1];
    }
  }

  private static void subtractProduct(
      double[] re, double[] im, int at, double[] factor, double otherRe, double otherIm) {
    re[at] -= factor[0] * otherRe - factor[1] * otherIm;
    im[at] -= factor[0] * otherIm + factor[1] * otherRe;
  }

  private static double[] divide(double aRe, double aIm, double bRe, double bIm) {
    double norm = bRe * bRe + bIm * bIm;
    return new double[] {(aRe * bRe + aIm * bIm) / norm, (aIm * bRe - aRe * bIm) / norm};
  }

  private static void swap(double[] values, int a, int b) {
    double value = values[a];
    values[a] = values[b];
    values[b] = value;
  }

  /** Length 1, and the largest component real, as LAPACK does. */
  private static void normalise(double[] re, double[] im) {
    double sum = 0;
    int largest = 0;
    for (int i = 0; i < re.length; i++) {
      sum += re[i] * re[i] + im[i] * im[i];
      largest = Math.hypot(re[i], im[i]) > Math.hypot(re[largest], im[largest]) ? i : largest;
    }
    double length = Math.hypot(re[largest], im[largest]) * Math.sqrt(sum);
    double turnRe = re[largest] / length;
    double turnIm = -im[largest] / length;
    for (int i = 0; i < re.length; i++) {
      double rotated = re[i] * turnRe - im[i] * turnIm;
      im[i] = re[i] * turnIm + im[i] * turnRe;
      re[i] = rotated;
    }
    im[largest] = 0;
  }
}
