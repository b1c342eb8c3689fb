package org.keras4j.backend.reference;

import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;

/** What each element-wise op does to single values. */
public final class ScalarMath {
  private ScalarMath() {}

  public static double unary(UnaryOp op, double x) {
    return switch (op) {
      case ABS -> Math.abs(x);
      case NEGATE -> -x;
      case SIGN -> Math.signum(x);
      case SQUARE -> x * x;
      case SQRT -> Math.sqrt(x);
      case RSQRT -> 1 / Math.sqrt(x);
      case RECIPROCAL -> 1 / x;
      case EXP -> Math.exp(x);
      case EXPM1 -> Math.expm1(x);
      case LOG -> Math.log(x);
      case LOG1P -> Math.log1p(x);
      case SIN -> Math.sin(x);
      case COS -> Math.cos(x);
      case TAN -> Math.tan(x);
      case ASIN -> Math.asin(x);
      case ACOS -> Math.acos(x);
      case ATAN -> Math.atan(x);
      case SINH -> Math.sinh(x);
      case COSH -> Math.cosh(x);
      case ASINH -> SpecialFunctions.asinh(x);
      case ACOSH -> SpecialFunctions.acosh(x);
      case ATANH -> SpecialFunctions.atanh(x);
      case TANH -> Math.tanh(x);
      case SIGMOID -> SpecialFunctions.sigmoid(x);
      case SOFTPLUS -> SpecialFunctions.softplus(x);
      case ERF -> SpecialFunctions.erf(x);
      case ERFC -> SpecialFunctions.erfc(x);
      case ERFINV -> SpecialFunctions.erfinv(x);
      case LGAMMA -> SpecialFunctions.lgamma(x);
      case DIGAMMA -> SpecialFunctions.digamma(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case ROUND -> Math.rint(x);
      case TRUNC -> x < 0 ? Math.ceil(x) : Math.floor(x);
      case RELU -> x < 0 ? 0 : x;
      case IS_NAN -> Double.isNaN(x) ? 1 : 0;
      case IS_INF -> Double.isInfinite(x) ? 1 : 0;
      case IS_FINITE -> Double.isFinite(x) ? 1 : 0;
      case LOGICAL_NOT, BITWISE_NOT -> throw notFor(op, "floats");
    };
  }

  public static long unary(UnaryOp op, long x) {
    return switch (op) {
      case ABS -> Math.abs(x);
      case NEGATE -> -x;
      case SIGN -> Long.signum(x);
      case SQUARE -> x * x;
      case RELU -> Math.max(x, 0);
      case FLOOR, CEIL, ROUND, TRUNC -> x;
      case LOGICAL_NOT -> x == 0 ? 1 : 0;
      case BITWISE_NOT -> ~x;
      default -> throw notFor(op, "integers");
    };
  }

  public static double binary(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case FLOOR_DIVIDE -> Math.floor(a / b);
      case MODULO -> modulo(a, b);
      case POWER -> power(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case ATAN2 -> Math.atan2(a, b);
      case RELU_GRADIENT -> b > 0 ? a : 0;
      default -> throw notFor(op, "floats");
    };
  }

  public static long binary(BinaryOp op, long a, long b, DType dtype) {
    int width = dtype.bytes() * 8;
    return switch (op) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case FLOOR_DIVIDE -> b == 0 ? 0 : Math.floorDiv(a, b);
      case MODULO -> b == 0 ? 0 : Math.floorMod(a, b);
      case POWER -> power(a, b);
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case RELU_GRADIENT -> b > 0 ? a : 0;
      case LOGICAL_AND, BITWISE_AND -> a & b;
      case LOGICAL_OR, BITWISE_OR -> a | b;
      case LOGICAL_XOR, BITWISE_XOR -> a ^ b;
      case SHIFT_LEFT -> b < 0 || b >= width ? 0 : a << b;
      case SHIFT_RIGHT -> b < 0 || b >= width ? (a < 0 ? -1 : 0) : a >> b;
      default -> throw notFor(op, "integers");
    };
  }

  private static double modulo(double a, double b) {
    double remainder = a % b;
    return remainder != 0 && remainder < 0 != b < 0 ? remainder + b : remainder;
  }

  /** As C's pow, which knows that 1 to any power is 1. */
  private static double power(double a, double b) {
    return a == 1 || a == -1 && Double.isInfinite(b) ? 1 : Math.pow(a, b);
  }

  private static long power(long base, long exponent) {
    if (exponent < 0) {
      return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
    }
    long result = 1;
    for (long rest = exponent, square = base; rest > 0; rest >>= 1, square *= square) {
      result = (rest & 1) == 1 ? result * square : result;
    }
    return result;
  }

  private static IllegalArgumentException notFor(Object op, String kind) {
    return new IllegalArgumentException(op + " is not defined for " + kind);
  }
}
