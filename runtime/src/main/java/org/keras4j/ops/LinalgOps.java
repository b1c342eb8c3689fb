package org.keras4j.ops;

import static org.keras4j.ops.Arith.matmul;
import static org.keras4j.ops.Arith.transposeLast;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ArgSort;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Cholesky;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Determinant;
import org.keras4j.op.Eig;
import org.keras4j.op.Eigh;
import org.keras4j.op.Inverse;
import org.keras4j.op.LuFactor;
import org.keras4j.op.Qr;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Solve;
import org.keras4j.op.Svd;
import org.keras4j.op.TriangularSolve;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Linear algebra over stacks of matrices {@code (..., m, n)}. Keras: {@code keras.ops.linalg}. */
public final class LinalgOps {
  private LinalgOps() {}

  /** L of {@code L L' = x}, or with {@code upper} (default: false) U of {@code U' U = x}. */
  public static Tensor cholesky(Tensor x, boolean upper) {
    return new Cholesky(upper).on(DTypes.toFloat(x));
  }

  /** The inverse of the matrix of which x is the Cholesky factor. */
  public static Tensor choleskyInverse(Tensor x, boolean upper) {
    Tensor f = DTypes.toFloat(x);
    Tensor inverse = new TriangularSolve(!upper, false, false).on(f, identity(f));
    return upper
        ? matmul(inverse, transposeLast(inverse))
        : matmul(transposeLast(inverse), inverse);
  }

  /** The determinant of square matrices. */
  public static Tensor det(Tensor x) {
    Tensor f = DTypes.toFloat(x);
    // In float64, so that the logarithm's rounding does not show in the product.
    List<Tensor> parts = new Determinant().call(List.of(DTypes.cast(f, DType.FLOAT64)));
    return DTypes.cast(Arith.mul(parts.get(0), UnaryOp.EXP.on(parts.get(1))), f.dtype());
  }

  /** Sign and logarithm of the absolute value of the determinant. */
  public static List<Tensor> slogdet(Tensor x) {
    return new Determinant().call(List.of(DTypes.toFloat(x)));
  }

  /** The logarithm of the determinant of positive definite matrices. */
  public static Tensor logdet(Tensor x) {
    Tensor factor = new Cholesky(false).on(DTypes.toFloat(x));
    Tensor logs = UnaryOp.LOG.on(Arith.sum(Arith.mul(factor, identity(factor)), false, -1));
    return Arith.mul(Arith.sum(logs, false, -1), 2);
  }

  /**
   * Eigenvalues and vectors (columns) of any square matrices. There are no complex dtypes: the
   * result is real and imaginary part of the values, then of the vectors.
   */
  public static List<Tensor> eig(Tensor x) {
    return new Eig().call(List.of(DTypes.toFloat(x)));
  }

  /** Eigenvalues, ascending, and vectors (columns) of symmetric matrices. */
  public static List<Tensor> eigh(Tensor x) {
    return new Eigh().call(List.of(DTypes.toFloat(x)));
  }

  /** The inverse of square matrices. */
  public static Tensor inv(Tensor x) {
    return new Inverse().on(DTypes.toFloat(x));
  }

  /**
   * L and U in one matrix, and the place of each row of x in {@code L U} (as Keras on TensorFlow).
   */
  public static List<Tensor> luFactor(Tensor x) {
    List<Tensor> result = new LuFactor().call(List.of(DTypes.toFloat(x)));
    Tensor permutation = result.get(1);
    Tensor inverse = new ArgSort(permutation.rank() - 1, false).on(permutation);
    return List.of(result.get(0), inverse);
  }

  /** Q and R; {@code mode} is "reduced" (Keras' default) or "complete". */
  public static List<Tensor> qr(Tensor x, String mode) {
    Arith.require(
        mode.equals("reduced") || mode.equals("complete"),
        "`mode` argument value not supported. Expected one of {'reduced', 'complete'}. Received:"
            + " mode="
            + mode);
    return new Qr(mode.equals("complete")).call(List.of(DTypes.toFloat(x)));
  }

  /** x of {@code a x = b}; b is a stack of matrices, or of vectors with one axis less than a. */
  public static Tensor solve(Tensor a, Tensor b) {
    return system(new Solve(), a, b);
  }

  /** As {@link #solve} for upper (or with {@code lower} lower) triangular a. */
  public static Tensor solveTriangular(Tensor a, Tensor b, boolean lower) {
    return system(new TriangularSolve(lower, false, false), a, b);
  }

  private static Tensor system(Op op, Tensor a, Tensor b) {
    Tensor[] both = DTypes.promote(DTypes.toFloat(a), DTypes.toFloat(b));
    boolean vectors = b.rank() == a.rank() - 1;
    Tensor right = vectors ? Arith.expandDims(both[1], -1) : both[1];
    Shape batch = Shape.broadcast(batch(both[0]), batch(right));
    Tensor left = Arith.broadcastTo(both[0], batch.concat(matrix(both[0])));
    right = Arith.broadcastTo(right, batch.concat(matrix(right)));
    Tensor x = op.on(left, right);
    return vectors ? Arith.squeeze(x, -1) : x;
  }

  private static Shape batch(Tensor x) {
    return x.shape().slice(0, x.rank() - 2);
  }

  private static Shape matrix(Tensor x) {
    return x.shape().slice(x.rank() - 2, x.rank());
  }

  /** U, s and Vh (Keras' default: {@code fullMatrices}). */
  public static List<Tensor> svd(Tensor x, boolean fullMatrices) {
    return new Svd(fullMatrices, true).call(List.of(DTypes.toFloat(x)));
  }

  /** The singular values only: {@code svd(x, compute_uv=False)}. */
  public static Tensor singularValues(Tensor x) {
    return new Svd(false, false).on(DTypes.toFloat(x));
  }

  /**
   * Least squares by singular values: the shortest x that makes {@code a x - b} smallest.
   *
   * @param b a vector or a matrix
   * @param rcond singular values below this share of the largest count as 0; {@code null} for the
   *     dtype's precision times the larger dimension
   */
  public static Tensor lstsq(Tensor a, Tensor b, Double rcond) {
    Arith.require(
        a.rank() == 2 && (b.rank() == 1 || b.rank() == 2),
        "lstsq expects a matrix and a vector or matrix. Received: " + a.shape() + ", " + b.shape());
    Tensor[] both = DTypes.promote(DTypes.toFloat(a), DTypes.toFloat(b));
    Tensor right = b.rank() == 1 ? Arith.expandDims(both[1], -1) : both[1];
    double share = rcond == null ? precision(a) * larger(a) : rcond < 0 ? precision(a) : rcond;
    Tensor x = matmul(pseudoInverse(both[0], share, CompareOp.GREATER_EQUAL), right);
    return b.rank() == 1 ? Arith.squeeze(x, -1) : x;
  }

  /** The Moore-Penrose inverse; {@code rcond} as in {@link #lstsq}, times 10 by default. */
  public static Tensor pinv(Tensor x, Double rcond) {
    double share = rcond == null ? 10 * precision(x) * larger(x) : rcond;
    return pseudoInverse(DTypes.toFloat(x), share, CompareOp.GREATER);
  }

  private static Tensor pseudoInverse(Tensor x, double share, CompareOp kept) {
    List<Tensor> svd = svd(x, false);
    Tensor s = svd.get(1);
    Tensor limit = Arith.mul(Arith.reduce(ReduceKind.MAX, s, true, -1), share);
    Tensor keep = kept.on(s, Arith.broadcastTo(limit, s.shape()));
    Tensor safe = Arith.where(keep, s, 1);
    Tensor inverse = Arith.where(keep, UnaryOp.RECIPROCAL.on(safe), 0);
    Tensor right = transposeLast(svd.get(2));
    Tensor scaled = Arith.mul(right, Arith.expandDims(inverse, -2));
    return matmul(scaled, transposeLast(svd.get(0)));
  }

  /** How many singular values exceed {@code tol}; {@code null} for the dtype's precision. */
  public static Tensor matrixRank(Tensor x, Double tol) {
    Tensor s = singularValues(x);
    Tensor limit =
        tol == null
            ? Arith.mul(Arith.reduce(ReduceKind.MAX, s, true, -1), precision(x) * larger(x))
            : Arith.scalar(s, tol);
    Tensor counted = DTypes.cast(Arith.compare(CompareOp.GREATER, s, limit), DType.INT32);
    return Arith.sum(counted, false, -1);
  }

  /** Euclidean (or for two axes Frobenius) norm over axes; without axes over all. */
  public static Tensor norm(Tensor x, boolean keepdims, int... axes) {
    Tensor f = DTypes.toFloat(x);
    int[] over = axes.length == 0 ? Arith.allAxes(x) : axes;
    return UnaryOp.SQRT.on(Arith.sum(UnaryOp.SQUARE.on(f), keepdims, over));
  }

  /**
   * Norm of order {@code order} over one axis (vectors) or two (matrices: 1, -1, 2, -2 and
   * infinities); without axes over all.
   */
  public static Tensor norm(Tensor x, double order, boolean keepdims, int... axes) {
    Tensor f = DTypes.toFloat(x);
    int[] over = x.shape().axes(axes.length == 0 ? Arith.allAxes(x) : axes);
    Arith.require(
        over.length == 1 || over.length == 2,
        "Invalid axis values. Received: axis=" + Arrays.toString(axes));
    return over.length == 1
        ? vectorNorm(f, order, keepdims, over[0])
        : matrixNorm(f, order, keepdims, over[0], over[1]);
  }

  private static Tensor vectorNorm(Tensor x, double order, boolean keepdims, int axis) {
    Tensor size = UnaryOp.ABS.on(x);
    if (Double.isInfinite(order)) {
      return Arith.reduce(order > 0 ? ReduceKind.MAX : ReduceKind.MIN, size, keepdims, axis);
    }
    if (order == 0) {
      Tensor other = Arith.compare(CompareOp.NOT_EQUAL, x, 0);
      return Arith.sum(DTypes.cast(other, x.dtype()), keepdims, axis);
    }
    if (order == 2) {
      return norm(x, keepdims, axis);
    }
    Tensor power = BinaryOp.POWER.on(size, Arith.scalar(x, order));
    Tensor sum = Arith.sum(power, keepdims, axis);
    return BinaryOp.POWER.on(sum, Arith.scalar(x, 1 / order));
  }

  private static Tensor matrixNorm(Tensor x, double order, boolean keepdims, int row, int column) {
    double kind = Math.abs(order);
    Arith.require(
        kind == 1 || kind == 2 || Double.isInfinite(kind),
        "Invalid `ord` argument for matrix norm. Received: ord=" + order);
    Tensor result;
    ReduceKind extreme = order > 0 ? ReduceKind.MAX : ReduceKind.MIN;
    if (kind == 2) {
      result = Arith.reduce(extreme, matrixValues(x, row, column), false, -1);
    } else {
      int summed = kind == 1 ? row : column;
      int other = kind == 1 ? column : row;
      Tensor sums = Arith.sum(UnaryOp.ABS.on(x), true, summed);
      result = Arith.reduce(extreme, sums, true, other);
      result = Arith.squeeze(Arith.squeeze(result, Math.max(row, column)), Math.min(row, column));
    }
    return keepdims ? keepAxes(result, row, column) : result;
  }

  /** Sum of the singular values over two axes: {@code norm(x, ord="nuc")}. */
  public static Tensor nuclearNorm(Tensor x, boolean keepdims, int rowAxis, int columnAxis) {
    int row = x.shape().axis(rowAxis);
    int column = x.shape().axis(columnAxis);
    Tensor sum = Arith.sum(matrixValues(DTypes.toFloat(x), row, column), false, -1);
    return keepdims ? keepAxes(sum, row, column) : sum;
  }

  private static Tensor keepAxes(Tensor x, int row, int column) {
    return Arith.expandDims(Arith.expandDims(x, Math.min(row, column)), Math.max(row, column));
  }

  private static Tensor matrixValues(Tensor x, int row, int column) {
    Tensor moved = Arith.moveAxis(x, column, -1);
    return singularValues(Arith.moveAxis(moved, column < row ? row - 1 : row, -2));
  }

  private static double precision(Tensor x) {
    return switch (DTypes.floatType(x.dtype())) {
      case FLOAT64 -> Math.ulp(1.0);
      case FLOAT16 -> 0x1p-10;
      case BFLOAT16 -> 0x1p-7;
      default -> Math.ulp(1.0f);
    };
  }

  private static int larger(Tensor x) {
    return Math.max(x.dim(-1), x.dim(-2));
  }

  /** Identity matrices in the shape of {@code x}. */
  private static Tensor identity(Tensor x) {
    int n = x.dim(-1);
    NDArray.Builder eye = NDArray.builder(x.dtype(), Shape.of(n, n));
    for (int i = 0; i < n; i++) {
      eye.set(i * n + i, 1.0);
    }
    Tensor one = Constant.of(eye.build());
    List<Integer> lead = Collections.nCopies(x.rank() - 2, 1);
    Shape shape = Shape.ofNullable(lead).concat(Shape.of(n, n));
    return Arith.broadcastTo(Arith.reshape(one, shape), x.shape());
  }
}
