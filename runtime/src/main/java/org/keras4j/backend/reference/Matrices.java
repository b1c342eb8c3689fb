package org.keras4j.backend.reference;

import java.util.stream.IntStream;
import org.ejml.data.Complex_F64;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;
import org.keras4j.tensor.KerasException;

/** Linear algebra of single row-major matrices in double precision, mostly by EJML. */
final class Matrices {
  private Matrices() {}

  /** L of {@code L L'}; reads the lower triangle. */
  static double[] cholesky(double[] a, int n) {
    CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
    if (!cholesky.decompose(symmetric(a, n))) {
      throw new KerasException(
          "Cholesky decomposition was not successful. The input might not be valid: a matrix is not"
              + " positive definite");
    }
    return cholesky.getT(null).getData();
  }

  /** Solves {@code a x = b}. */
  static double[] solve(double[] a, int n, double[] b, int columns) {
    double[] x = b.clone();
    int[] permutation = new int[n];
    double[] lu = lu(a, n, permutation);
    for (int i = 0; i < n; i++) {
      if (lu[i * n + i] == 0) {
        throw new KerasException("Input matrix is not invertible.");
      }
      System.arraycopy(b, permutation[i] * columns, x, i * columns, columns);
    }
    solveTriangular(lu, n, x, columns, true, true);
    solveTriangular(lu, n, x, columns, false, false);
    return x;
  }

  /** The inverse. */
  static double[] inverse(double[] a, int n) {
    return solve(a, n, CommonOps_DDRM.identity(n).getData(), n);
  }

  /** Replaces x by the solution of {@code a y = x} for one triangle of a. */
  static void solveTriangular(
      double[] a, int n, double[] x, int columns, boolean lower, boolean unit) {
    for (int step = 0; step < n; step++) {
      int row = lower ? step : n - 1 - step;
      for (int c = 0; c < columns; c++) {
        double sum = x[row * columns + c];
        for (int k = lower ? 0 : row + 1; k < (lower ? row : n); k++) {
          sum -= a[row * n + k] * x[k * columns + c];
        }
        x[row * columns + c] = unit ? sum : sum / a[row * n + row];
      }
    }
  }

  /** L (unit diagonal) and U in one matrix; row i of {@code L U} is row {@code permutation[i]}. */
  static double[] lu(double[] a, int n, int[] permutation) {
    double[] lu = a.clone();
    IntStream.range(0, n).forEach(i -> permutation[i] = i);
    for (int k = 0; k < n; k++) {
      int pivot = k;
      for (int i = k + 1; i < n; i++) {
        pivot = Math.abs(lu[i * n + k]) > Math.abs(lu[pivot * n + k]) ? i : pivot;
      }
      swapRows(lu, n, permutation, k, pivot);
      for (int i = k + 1; i < n && lu[k * n + k] != 0; i++) {
        lu[i * n + k] /= lu[k * n + k];
        for (int j = k + 1; j < n; j++) {
          lu[i * n + j] -= lu[i * n + k] * lu[k * n + j];
        }
      }
    }
    return lu;
  }

  private static void swapRows(double[] m, int n, int[] permutation, int a, int b) {
    int row = permutation[a];
    permutation[a] = permutation[b];
    permutation[b] = row;
    for (int j = 0; j < n; j++) {
      double value = m[a * n + j];
      m[a * n + j] = m[b * n + j];
      m[b * n + j] = value;
    }
  }

  /** Sign and logarithm of the absolute value of the determinant. */
  static double[] determinant(double[] a, int n) {
    int[] permutation = new int[n];
    double[] lu = lu(a, n, permutation);
    double sign = parity(permutation);
    double log = 0;
    for (int i = 0; i < n; i++) {
      sign *= Math.signum(lu[i * n + i]);
      log += Math.log(Math.abs(lu[i * n + i]));
    }
    return new double[] {sign, log};
  }

  private static int parity(int[] permutation) {
    int sign = 1;
    for (int i = 0; i < permutation.length; i++) {
      for (int j = i + 1; j < permutation.length; j++) {
        sign = permutation[i] > permutation[j] ? -sign : sign;
      }
    }
    return sign;
  }

  /** Eigenvalues, ascending, and eigenvectors as columns; reads the lower triangle. */
  static double[][] eigh(double[] a, int n) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
    require(eigen.decompose(symmetric(a, n)), "eigh");
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(java.util.Comparator.comparingDouble(i -> eigen.getEigenvalue(i).getReal()))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = new double[n];
    double[] vectors = new double[n * n];
    for (int j = 0; j < n; j++) {
      values[j] = eigen.getEigenvalue(order[j]).getReal();
      DMatrixRMaj vector = eigen.getEigenVector(order[j]);
      for (int i = 0; i < n; i++) {
        vectors[i * n + j] = vector.get(i);
      }
    }
    return new double[][] {values, vectors};
  }

  /** Eigenvalues of any square matrix: real parts, imaginary parts. */
  static double[][] eigenvalues(double[] a, int n) {
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, false);
    require(eigen.decompose(DMatrixRMaj.wrap(n, n, a.clone())), "eig");
    double[][] values = new double[2][n];
    for (int i = 0; i < n; i++) {
      Complex_F64 value = eigen.getEigenvalue(i);
      values[0][i] = value.getReal();
      values[1][i] = value.getImaginary();
    }
    return values;
  }

  /** U, s (descending) and Vh; U and Vh are square if {@code full}. */
  static double[][] svd(double[] a, int rows, int columns, boolean full) {
    int k = Math.min(rows, columns);
    SingularValueDecomposition_F64<DMatrixRMaj> svd =
        DecompositionFactory_DDRM.svd(rows, columns, true, true, !full);
    require(svd.decompose(DMatrixRMaj.wrap(rows, columns, a.clone())), "svd");
    DMatrixRMaj u = svd.getU(null, false);
    DMatrixRMaj vt = svd.getV(null, true);
    double[] s = svd.getSingularValues();
    int[] order =
        IntStream.range(0, k)
            .boxed()
            .sorted(java.util.Comparator.comparingDouble(i -> -s[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int left = full ? rows : k;
    int right = full ? columns : k;
    double[][] result = {new double[rows * left], new double[k], new double[right * columns]};
    for (int j = 0; j < k; j++) {
      result[1][j] = s[order[j]];
    }
    for (int j = 0; j < left; j++) {
      for (int i = 0; i < rows; i++) {
        result[0][i * left + j] = u.get(i, j < k ? order[j] : j);
      }
    }
    for (int j = 0; j < right; j++) {
      for (int i = 0; i < columns; i++) {
        result[2][j * columns + i] = vt.get(j < k ? order[j] : j, i);
      }
    }
    return result;
  }

  /** The transposed matrix. */
  static double[] transpose(double[] a, int rows, int columns) {
    double[] result = new double[a.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        result[j * rows + i] = a[i * columns + j];
      }
    }
    return result;
  }

  /** The lower triangle mirrored. */
  private static DMatrixRMaj symmetric(double[] a, int n) {
    DMatrixRMaj matrix = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix.set(i, j, a[i * n + j]);
        matrix.set(j, i, a[i * n + j]);
      }
    }
    return matrix;
  }

  private static void require(boolean converged, String what) {
    if (!converged) {
      throw new KerasException(what + " did not converge: does the matrix hold NaN or infinity?");
    }
  }
}
