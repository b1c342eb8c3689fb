package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.EinsumOps;
import org.keras4j.ops.LinalgOps;
import org.keras4j.ops.MatrixOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.StatisticsOps;

/** Products, matrices and signals of {@code keras.src.ops.numpy}. */
final class NumpyMatrixOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyMatrixOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.binary("Matmul", ProductOps::matmul),
        ROWS.binary("Dot", ProductOps::dot),
        ROWS.binary("Vdot", ProductOps::vdot),
        ROWS.binary("Inner", ProductOps::inner),
        ROWS.binary("Outer", MatrixOps::outer),
        ROWS.binary("Kron", MatrixOps::kron),
        ROWS.row("Tensordot", "x1, x2", NumpyMatrixOperations::tensordot),
        ROWS.row(
            "Einsum",
            "operands",
            a ->
                EinsumOps.einsum(
                    a.string("subscripts", null),
                    a.positional().stream().map(Operands::tensor).toArray(Tensor[]::new))),
        ROWS.row("Cross", "x1, x2", NumpyMatrixOperations::cross),
        ROWS.withInteger("Tril", "k", 0, MatrixOps::tril),
        ROWS.withInteger("Triu", "k", 0, MatrixOps::triu),
        ROWS.withInteger("Diag", "k", 0, MatrixOps::diag),
        ROWS.withInteger("Diagflat", "k", 0, MatrixOps::diagflat),
        ROWS.row(
            "Diagonal",
            "x",
            a ->
                MatrixOps.diagonal(
                    a.tensor("x"),
                    a.integer("offset", 0),
                    a.integer("axis1", 0),
                    a.integer("axis2", 1))),
        ROWS.row(
            "Trace",
            "x",
            a ->
                MatrixOps.trace(
                    a.tensor("x"),
                    a.integer("offset", 0),
                    a.integer("axis1", 0),
                    a.integer("axis2", 1))),
        ROWS.row("Vander", "x", NumpyMatrixOperations::vander),
        ROWS.row("Slogdet", "x", a -> LinalgOps.slogdet(a.tensor("x"))),
        ROWS.unary("Corrcoef", StatisticsOps::corrcoef),
        ROWS.row(
            "Correlate",
            "x1, x2",
            a ->
                StatisticsOps.correlate(a.tensor("x1"), a.tensor("x2"), a.string("mode", "valid"))),
        ROWS.row(
            "Diff",
            "a",
            a -> StatisticsOps.diff(a.tensor("a"), a.integer("n", 1), a.integer("axis", -1))),
        ROWS.row(
            "Trapezoid",
            "y",
            a ->
                StatisticsOps.trapezoid(
                    a.tensor("y"), a.tensorOrNull("x"), a.number("dx", 1), a.integer("axis", -1))));
  }

  /** {@code axes}: how many, or a list of each operand's. */
  private static Tensor tensordot(OperationArguments a) {
    Tensor[] operands = a.operands("x1", "x2");
    if (a.get("axes", 2) instanceof List<?> pair && pair.size() == 2) {
      return ProductOps.tensordot(
          operands[0], operands[1], axes(a, pair.get(0)), axes(a, pair.get(1)));
    }
    return ProductOps.tensordot(operands[0], operands[1], a.integer("axes", 2));
  }

  private static List<Integer> axes(OperationArguments a, Object value) {
    List<?> list = value instanceof List<?> several ? several : List.of(value);
    if (!list.stream().allMatch(Number.class::isInstance)) {
      throw a.wrong("axes", "an integer or two lists of integers");
    }
    return list.stream().map(item -> ((Number) item).intValue()).toList();
  }

  private static Tensor cross(OperationArguments a) {
    Tensor[] operands = a.operands("x1", "x2");
    boolean one = a.has("axis");
    return MatrixOps.cross(
        operands[0],
        operands[1],
        a.integer(one ? "axis" : "axisa", -1),
        a.integer(one ? "axis" : "axisb", -1),
        a.integer(one ? "axis" : "axisc", -1));
  }

  private static Tensor vander(OperationArguments a) {
    Tensor x = a.tensor("x");
    return MatrixOps.vander(x, a.integer("N", x.dim(0)), a.flag("increasing", false));
  }
}
