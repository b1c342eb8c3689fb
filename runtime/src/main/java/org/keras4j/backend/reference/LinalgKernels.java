package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.op.Cholesky;
import org.keras4j.op.Determinant;
import org.keras4j.op.Eig;
import org.keras4j.op.Eigh;
import org.keras4j.op.Inverse;
import org.keras4j.op.LuFactor;
import org.keras4j.op.Qr;
import org.keras4j.op.Solve;
import org.keras4j.op.Svd;
import org.keras4j.op.TriangularSolve;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** Linear algebra, one matrix of a stack at a time, in double precision. */
final class LinalgKernels {
  /** From one matrix of each operand to one matrix (or vector, or scalar) of each output. */
  private interface PerMatrix {
    double[][] apply(List<double[]> operands);
  }

  private LinalgKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .add(Cholesky.class, (op, in, i) -> stack(op, in, m -> cholesky(op, m.get(0), rows(in, 0))))
        .add(
            TriangularSolve.class,
            (op, in, i) -> stack(op, in, m -> triangular(op, m, rows(in, 0), columns(in, 1))))
        .add(
            Solve.class,
            (op, in, i) ->
                stack(
                    op,
                    in,
                    m -> one(Matrices.solve(m.get(0), rows(in, 0), m.get(1), columns(in, 1)))))
        .add(
            Inverse.class,
            (op, in, i) -> stack(op, in, m -> one(Matrices.inverse(m.get(0), rows(in, 0)))))
        .add(Determinant.class, (op, in, i) -> stack(op, in, m -> determinant(m, rows(in, 0))))
        .add(LuFactor.class, (op, in, i) -> stack(op, in, m -> lu(m.get(0), rows(in, 0))))
        .add(Qr.class, (op, in, i) -> stack(op, in, m -> qr(op, m, rows(in, 0), columns(in, 0))))
        .add(Svd.class, (op, in, i) -> stack(op, in, m -> svd(op, m, rows(in, 0), columns(in, 0))))
        .add(Eigh.class, (op, in, i) -> stack(op, in, m -> Matrices.eigh(m.get(0), rows(in, 0))))
        .add(Eig.class, (op, in, i) -> stack(op, in, m -> ComplexEigen.of(m.get(0), rows(in, 0))));
  }

  private static int rows(List<NDArray> in, int index) {
    return in.get(index).shape().dim(-2);
  }

  private static int columns(List<NDArray> in, int index) {
    return in.get(index).shape().dim(-1);
  }

  private static double[][] one(double[] result) {
    return new double[][] {result};
  }

  private static double[][] cholesky(Cholesky op, double[] a, int n) {
    double[] lower = Matrices.cholesky(a, n);
    return one(op.upper() ? Matrices.transpose(lower, n, n) : lower);
  }

  private static double[][] triangular(TriangularSolve op, List<double[]> m, int n, int columns) {
    double[] x = m.get(1).clone();
    double[] a = op.transpose() ? Matrices.transpose(m.get(0), n, n) : m.get(0);
    boolean lower = op.lower() != op.transpose();
    Matrices.solveTriangular(a, n, x, columns, lower, op.unitDiagonal());
    return one(x);
  }

  private static double[][] determinant(List<double[]> m, int n) {
    double[] result = Matrices.determinant(m.get(0), n);
    return new double[][] {{result[0]}, {result[1]}};
  }

  private static double[][] lu(double[] a, int n) {
    int[] permutation = new int[n];
    double[] lu = Matrices.lu(a, n, permutation);
    double[] order = new double[n];
    for (int i = 0; i < n; i++) {
      order[i] = permutation[i];
    }
    return new double[][] {lu, order};
  }

  private static double[][] qr(Qr op, List<double[]> m, int rows, int columns) {
    Householder qr = new Householder(m.get(0), rows, columns);
    int inner = op.complete() ? rows : Math.min(rows, columns);
    return new double[][] {qr.q(inner), qr.r(inner)};
  }

  private static double[][] svd(Svd op, List<double[]> m, int rows, int columns) {
    double[][] result = Matrices.svd(m.get(0), rows, columns, op.fullMatrices());
    return op.computeUv() ? result : one(result[1]);
  }

  /** Applies {@code function} to each matrix of the operands' stacks, which are of equal length. */
  private static List<NDArray> stack(Op op, List<NDArray> in, PerMatrix function) {
    List<TensorSpec> specs = op.infer(in.stream().map(NDArray::spec).toList());
    List<NDArray.Builder> builders = new ArrayList<>();
    specs.forEach(spec -> builders.add(NDArray.builder(spec.dtype(), spec.shape())));
    int count = in.get(0).shape().product(0, in.get(0).shape().rank() - 2);
    for (int i = 0; i < count; i++) {
      List<double[]> operands = new ArrayList<>();
      for (NDArray array : in) {
        double[] matrix = new double[array.size() / count];
        for (int j = 0; j < matrix.length; j++) {
          matrix[j] = array.getDouble(i * matrix.length + j);
        }
        operands.add(matrix);
      }
      double[][] results = function.apply(operands);
      for (int r = 0; r < results.length; r++) {
        for (int j = 0; j < results[r].length; j++) {
          builders.get(r).set(i * results[r].length + j, results[r][j]);
        }
      }
    }
    return builders.stream().map(NDArray.Builder::build).toList();
  }
}
