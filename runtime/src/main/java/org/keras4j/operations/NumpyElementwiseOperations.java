package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.TrigOps;

/** Element-wise operations of {@code keras.src.ops.numpy}. */
final class NumpyElementwiseOperations {
  private static final Rows ROWS = new Rows("keras.src.ops.numpy");

  private NumpyElementwiseOperations() {}

  static List<OperationType> arithmetic() {
    return List.of(
        ROWS.binary("Add", MathOps::add),
        ROWS.binary("Subtract", MathOps::subtract),
        ROWS.binary("Multiply", MathOps::multiply),
        ROWS.binary("Divide", MathOps::divide),
        ROWS.binary("TrueDivide", MathOps::trueDivide),
        ROWS.binary("DivideNoNan", MathOps::divideNoNan),
        ROWS.binary("FloorDivide", MathOps::floorDivide),
        ROWS.binary("Mod", MathOps::mod),
        ROWS.binary("Fmod", MathOps::fmod),
        ROWS.binary("Power", MathOps::power),
        ROWS.binary("Maximum", MathOps::maximum),
        ROWS.binary("Minimum", MathOps::minimum),
        ROWS.binary("Fmax", MathOps::fmax),
        ROWS.binary("Fmin", MathOps::fmin),
        ROWS.binary("Gcd", LogicOps::gcd),
        ROWS.binary("Lcm", LogicOps::lcm),
        ROWS.unary("Negative", MathOps::negative),
        ROWS.unary("Absolute", MathOps::absolute),
        ROWS.unary("Abs", MathOps::absolute),
        ROWS.unary("Fabs", MathOps::fabs),
        ROWS.unary("Sign", MathOps::sign),
        ROWS.unary("Square", MathOps::square),
        ROWS.unary("Sqrt", MathOps::sqrt),
        ROWS.unary("Cbrt", MathOps::cbrt),
        ROWS.unary("Reciprocal", MathOps::reciprocal),
        ROWS.unary("Exp", MathOps::exp),
        ROWS.unary("Exp2", MathOps::exp2),
        ROWS.unary("Expm1", MathOps::expm1),
        ROWS.unary("Log", MathOps::log),
        ROWS.unary("Log2", MathOps::log2),
        ROWS.unary("Log10", MathOps::log10),
        ROWS.unary("Log1p", MathOps::log1p),
        ROWS.unary("Ceil", MathOps::ceil),
        ROWS.unary("Floor", MathOps::floor),
        ROWS.unary("Trunc", MathOps::trunc),
        ROWS.withInteger("Round", "decimals", 0, MathOps::round),
        ROWS.row("Clip", "x", NumpyElementwiseOperations::clip));
  }

  private static Tensor clip(OperationArguments a) {
    if (a.get("x_min", null) instanceof Number low && a.get("x_max", null) instanceof Number high) {
      return MathOps.clip(a.tensor("x"), low, high);
    }
    return MathOps.clip(a.tensor("x"), a.tensor("x_min"), a.tensor("x_max"));
  }

  static List<OperationType> trigonometric() {
    return List.of(
        ROWS.unary("Sin", TrigOps::sin),
        ROWS.unary("Cos", TrigOps::cos),
        ROWS.unary("Tan", TrigOps::tan),
        ROWS.unary("Arcsin", TrigOps::arcsin),
        ROWS.unary("Arccos", TrigOps::arccos),
        ROWS.unary("Arctan", TrigOps::arctan),
        ROWS.unary("Sinh", TrigOps::sinh),
        ROWS.unary("Cosh", TrigOps::cosh),
        ROWS.unary("Tanh", TrigOps::tanh),
        ROWS.unary("Arcsinh", TrigOps::arcsinh),
        ROWS.unary("Arccosh", TrigOps::arccosh),
        ROWS.unary("Arctanh", TrigOps::arctanh),
        ROWS.binary("Arctan2", TrigOps::arctan2),
        ROWS.unary("Sinc", TrigOps::sinc),
        ROWS.unary("Deg2rad", TrigOps::deg2rad),
        ROWS.unary("Rad2deg", TrigOps::rad2deg),
        ROWS.binary("Hypot", TrigOps::hypot),
        ROWS.binary("Logaddexp", TrigOps::logaddexp),
        ROWS.binary("Logaddexp2", TrigOps::logaddexp2),
        ROWS.binary("Heaviside", TrigOps::heaviside),
        ROWS.binary("Ldexp", TrigOps::ldexp),
        ROWS.binary("Nextafter", TrigOps::nextafter),
        ROWS.unary("I0", TrigOps::i0),
        ROWS.unary("Angle", TrigOps::angle));
  }
}
