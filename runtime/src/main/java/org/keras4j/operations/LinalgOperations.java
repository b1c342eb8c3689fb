package org.keras4j.operations;

import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.LinalgOps;

/** Operations of {@code keras.src.ops.linalg}. */
final class LinalgOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.linalg");

  private LinalgOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.row("Cholesky", "x", a -> LinalgOps.cholesky(a.tensor("x"), a.flag("upper", false))),
        ROWS.row(
            "CholeskyInverse",
            "x",
            a -> LinalgOps.choleskyInverse(a.tensor("x"), a.flag("upper", false))),
        ROWS.unary("Det", LinalgOps::det),
        ROWS.unary("Inv", LinalgOps::inv),
        ROWS.row("Eigh", "x", a -> LinalgOps.eigh(a.tensor("x"))),
        ROWS.row("LuFactor", "x", a -> LinalgOps.luFactor(a.tensor("x"))),
        ROWS.row("Qr", "x", a -> LinalgOps.qr(a.tensor("x"), a.string("mode", "reduced"))),
        ROWS.binary("Solve", "a", "b", LinalgOps::solve),
        ROWS.row(
            "SolveTriangular",
            "a, b",
            a -> LinalgOps.solveTriangular(a.tensor("a"), a.tensor("b"), a.flag("lower", false))),
        ROWS.row(
            "SVD",
            "x",
            a ->
                a.flag("compute_uv", true)
                    ? LinalgOps.svd(a.tensor("x"), a.flag("full_matrices", true))
                    : LinalgOps.singularValues(a.tensor("x"))),
        ROWS.row(
            "Lstsq",
            "a, b",
            a -> LinalgOps.lstsq(a.tensor("a"), a.tensor("b"), a.numberOrNull("rcond"))),
        ROWS.row("Pinv", "x", a -> LinalgOps.pinv(a.tensor("x"), a.numberOrNull("rcond"))),
        ROWS.row(
            "MatrixRank", "x", a -> LinalgOps.matrixRank(a.tensor("x"), a.numberOrNull("tol"))),
        ROWS.row("Norm", "x", LinalgOperations::norm));
  }

  /** {@code ord}: None, a number, "fro" or "nuc". */
  private static Tensor norm(OperationArguments a) {
    Tensor x = a.tensor("x");
    boolean keepDims = a.flag("keepdims", false);
    int[] axes = a.has("axis") ? a.integersOrNull("axis") : IntStream.range(0, x.rank()).toArray();
    Object order = a.get("ord", null);
    if (order == null || order.equals("fro")) {
      return LinalgOps.norm(x, keepDims, axes);
    }
    if (order.equals("nuc")) {
      return LinalgOps.nuclearNorm(x, keepDims, axes[0], axes[1]);
    }
    return LinalgOps.norm(x, a.number("ord", 2), keepDims, axes);
  }
}
