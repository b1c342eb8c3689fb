package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.LogicOps;

/** Comparisons, logic, bits and selection of {@code keras.src.ops.numpy}. */
final class NumpyLogicOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyLogicOperations() {}

  static List<OperationType> types() {
    return List.of(
        ROWS.binary("Equal", LogicOps::equal),
        ROWS.binary("NotEqual", LogicOps::notEqual),
        ROWS.binary("Less", LogicOps::less),
        ROWS.binary("LessEqual", LogicOps::lessEqual),
        ROWS.binary("Greater", LogicOps::greater),
        ROWS.binary("GreaterEqual", LogicOps::greaterEqual),
        ROWS.binary("LogicalAnd", LogicOps::logicalAnd),
        ROWS.binary("LogicalOr", LogicOps::logicalOr),
        ROWS.binary("LogicalXor", LogicOps::logicalXor),
        ROWS.unary("LogicalNot", LogicOps::logicalNot),
        ROWS.binary("BitwiseAnd", "x", "y", LogicOps::bitwiseAnd),
        ROWS.binary("BitwiseOr", "x", "y", LogicOps::bitwiseOr),
        ROWS.binary("BitwiseXor", "x", "y", LogicOps::bitwiseXor),
        ROWS.binary("BitwiseLeftShift", "x", "y", LogicOps::bitwiseLeftShift),
        ROWS.binary("LeftShift", "x", "y", LogicOps::bitwiseLeftShift),
        ROWS.binary("BitwiseRightShift", "x", "y", LogicOps::bitwiseRightShift),
        ROWS.binary("RightShift", "x", "y", LogicOps::bitwiseRightShift),
        ROWS.unary("BitwiseNot", LogicOps::bitwiseNot),
        ROWS.unary("BitwiseInvert", LogicOps::bitwiseNot),
        ROWS.unary("Isfinite", LogicOps::isfinite),
        ROWS.unary("Isinf", LogicOps::isinf),
        ROWS.unary("Isnan", LogicOps::isnan),
        ROWS.unary("Isneginf", LogicOps::isneginf),
        ROWS.unary("Isposinf", LogicOps::isposinf),
        ROWS.unary("Isreal", LogicOps::isreal),
        ROWS.unary("Signbit", LogicOps::signbit),
        ROWS.row("Isclose", "x1, x2, rtol, atol", NumpyLogicOperations::isclose),
        ROWS.row("AllClose", "x1, x2", NumpyLogicOperations::allclose),
        ROWS.row(
            "IsIn",
            "x1, x2",
            a -> {
              Tensor[] operands = a.operands("x1", "x2");
              return LogicOps.isin(operands[0], operands[1], a.flag("invert", false));
            }),
        ROWS.row(
            "NanToNum",
            "x",
            a ->
                LogicOps.nanToNum(
                    a.tensor("x"),
                    a.number("nan", 0),
                    a.numberOrNull("posinf"),
                    a.numberOrNull("neginf"))),
        ROWS.row("Where", "condition, x1, x2", NumpyLogicOperations::where),
        ROWS.row("Select", "condlist, choicelist, default", NumpyLogicOperations::select));
  }

  private static Tensor isclose(OperationArguments a) {
    Tensor[] operands = a.operands("x1", "x2");
    return LogicOps.isclose(
        operands[0],
        operands[1],
        a.number("rtol", 1e-5),
        a.number("atol", 1e-8),
        a.flag("equal_nan", false));
  }

  private static Tensor allclose(OperationArguments a) {
    Tensor[] operands = a.operands("x1", "x2");
    return LogicOps.allclose(
        operands[0],
        operands[1],
        a.number("rtol", 1e-5),
        a.number("atol", 1e-8),
        a.flag("equal_nan", false));
  }

  /** With the condition alone, the positions where it holds. */
  private static Object where(OperationArguments a) {
    Tensor condition = a.tensor("condition");
    if (!a.has("x1") && !a.has("x2")) {
      return IndexOps.nonzero(condition);
    }
    Tensor[] operands = a.operands("x1", "x2");
    return LogicOps.where(condition, operands[0], operands[1]);
  }

  private static Tensor select(OperationArguments a) {
    if (a.get("default", 0) instanceof Number otherwise) {
      return LogicOps.select(a.tensors("condlist"), a.tensors("choicelist"), otherwise);
    }
    throw a.wrong("default", "a number");
  }
}
