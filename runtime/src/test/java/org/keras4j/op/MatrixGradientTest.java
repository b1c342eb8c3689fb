package org.keras4j.op;

import static org.keras4j.op.GradientCheck.check;
import static org.keras4j.op.GradientCheck.checkOne;
import static org.keras4j.op.GradientCheck.checkTwice;
import static org.keras4j.op.GradientCheck.random;
import static org.keras4j.op.GradientCheck.uniform;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** Gradients of matrix products, linear algebra and Fourier transforms. */
class MatrixGradientTest {
  @ParameterizedTest
  @CsvSource({"false,false", "true,false", "false,true", "true,true"})
  void matmulWithBroadcastBatches(boolean ta, boolean tb) {
    NDArray a = ta ? random(1, 2, 1, 4, 3) : random(1, 2, 1, 3, 4);
    NDArray b = tb ? random(2, 5, 2, 4) : random(2, 5, 4, 2);
    checkTwice(in -> new MatMul(ta, tb).on(in.get(0), in.get(1)), a, b);
  }

  /** Symmetric and positive definite. */
  private static Tensor definite(Tensor x) {
    Tensor square = new MatMul(false, true).on(x, x);
    return BinaryOp.ADD.on(square, Expr.keep(diagonal(x), Emit.scalar(x, 3)));
  }

  private static Tensor symmetric(Tensor x) {
    return BinaryOp.ADD.on(x, Expr.transposeLast(x));
  }

  private static Tensor diagonal(Tensor x) {
    int n = x.dim(-1);
    Tensor lower = Expr.lowerTriangle(n, n, 0);
    return BinaryOp.LOGICAL_AND.on(lower, Expr.transposeLast(lower));
  }

  @Test
  void cholesky() {
    checkTwice(in -> new Cholesky(false).on(definite(in.get(0))), random(3, 2, 4, 4));
    checkOne(in -> new Cholesky(true).on(definite(in.get(0))), random(3, 4, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "false,false,false", "true,false,false", "false,true,false", "true,true,false",
    "false,false,true", "true,false,true", "false,true,true", "true,true,true"
  })
  void triangularSolve(boolean lower, boolean transpose, boolean unit) {
    TriangularSolve op = new TriangularSolve(lower, transpose, unit);
    checkOne(in -> op.on(definite(in.get(0)), in.get(1)), random(4, 3, 3), random(5, 3, 2));
    checkTwice(in -> op.on(in.get(0), in.get(1)), uniform(4, 1, 2, 3, 3), random(5, 3, 2));
  }

  @Test
  void solveInverseAndDeterminant() {
    NDArray a = uniform(6, 0.5, 2, 2, 3, 3);
    checkTwice(in -> new Solve().on(in.get(0), in.get(1)), a, random(7, 2, 3, 2));
    checkTwice(in -> new Inverse().on(in.get(0)), a);
    checkOne(in -> new Determinant().call(List.of(in.get(0))).get(1), a);
  }

  @Test
  void qr() {
    check(in -> new Qr(false).call(in), random(8, 2, 4, 3));
    check(in -> new Qr(false).call(in), random(9, 3, 3));
    check(in -> new Qr(false).call(in), random(10, 3, 5));
    check(in -> new Qr(true).call(in), random(10, 3, 5));
    checkTwice(in -> new Qr(false).call(in).get(0), random(8, 4, 3));
  }

  @Test
  void eigh() {
    check(in -> new Eigh().call(List.of(symmetric(in.get(0)))), random(11, 2, 4, 4));
    check(in -> new Eigh().call(in), random(12, 3, 3));
  }

  @Test
  void svd() {
    check(in -> new Svd(false, true).call(in), random(13, 2, 4, 3));
    check(in -> new Svd(false, true).call(in), random(14, 3, 4));
    check(in -> new Svd(true, true).call(in), random(15, 3, 3));
    check(in -> new Svd(false, false).call(in), random(16, 3, 5));
  }

  @Test
  void fft() {
    check(in -> new Fft(1, false).call(in), random(17, 2, 6), random(18, 2, 6));
    check(in -> new Fft(2, true).call(in), random(19, 4, 3), random(20, 4, 3));
  }
}
