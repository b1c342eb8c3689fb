package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Select;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;

/**
 * Arithmetic, exponentials and rounding of {@code keras.ops}. Operands broadcast and are promoted
 * to a common dtype; Java numbers are weak and take the tensor's dtype where they can ({@code int}
 * as Python's int, {@code double} as its float).
 */
public final class MathOps {
  private MathOps() {}

  /** Sum; of bools, their logical or. Keras: {@code add}. */
  public static Tensor add(Tensor a, Tensor b) {
    return a.dtype() == DType.BOOL && b.dtype() == DType.BOOL
        ? BinaryOp.LOGICAL_OR.on(a, b)
        : promoted(BinaryOp.ADD, a, b);
  }

  /** Sum; of bools, their logical or. Keras: {@code add}. */
  public static Tensor add(Tensor a, Number b) {
    return add(a, weak(b, a));
  }

  /** Sum; of bools, their logical or. Keras: {@code add}. */
  public static Tensor add(Number a, Tensor b) {
    return add(weak(a, b), b);
  }

  /** Difference. Keras: {@code subtract}. */
  public static Tensor subtract(Tensor a, Tensor b) {
    return promoted(BinaryOp.SUBTRACT, a, b);
  }

  /** Difference. Keras: {@code subtract}. */
  public static Tensor subtract(Tensor a, Number b) {
    return subtract(a, weak(b, a));
  }

  /** Difference. Keras: {@code subtract}. */
  public static Tensor subtract(Number a, Tensor b) {
    return subtract(weak(a, b), b);
  }

  /** Product; of bools, their logical and. Keras: {@code multiply}. */
  public static Tensor multiply(Tensor a, Tensor b) {
    return a.dtype() == DType.BOOL && b.dtype() == DType.BOOL
        ? BinaryOp.LOGICAL_AND.on(a, b)
        : promoted(BinaryOp.MULTIPLY, a, b);
  }

  /** Product; of bools, their logical and. Keras: {@code multiply}. */
  public static Tensor multiply(Tensor a, Number b) {
    return multiply(a, weak(b, a));
  }

  /** Product; of bools, their logical and. Keras: {@code multiply}. */
  public static Tensor multiply(Number a, Tensor b) {
    return multiply(weak(a, b), b);
  }

  /** True division, in floats. Keras: {@code divide}. */
  public static Tensor divide(Tensor a, Tensor b) {
    DType dtype = DTypes.resultTypeWithFloat(a.dtype(), b.dtype());
    return BinaryOp.DIVIDE.on(cast(a, dtype), cast(b, dtype));
  }

  /** True division, in floats. Keras: {@code divide}. */
  public static Tensor divide(Tensor a, Number b) {
    return divide(a, weak(b, a));
  }

  /** True division, in floats. Keras: {@code divide}. */
  public static Tensor divide(Number a, Tensor b) {
    return divide(weak(a, b), b);
  }

  /**
   * True division, in floats, that gives 0 where the divisor is 0. Keras: {@code divide_no_nan}.
   */
  public static Tensor divideNoNan(Tensor a, Tensor b) {
    DType dtype = DTypes.resultTypeWithFloat(a.dtype(), b.dtype());
    Tensor divisor = cast(b, dtype);
    Tensor isZero = CompareOp.EQUAL.on(divisor, scalar(dtype, 0));
    // The divisor is replaced too, so that no NaN reaches the gradient.
    Tensor safe = new Select().on(isZero, scalar(dtype, 1), divisor);
    Tensor quotient = BinaryOp.DIVIDE.on(cast(a, dtype), safe);
    return new Select().on(isZero, scalar(dtype, 0), quotient);
  }

  /**
   * True division, in floats, that gives 0 where the divisor is 0. Keras: {@code divide_no_nan}.
   */
  public static Tensor divideNoNan(Tensor a, Number b) {
    return divideNoNan(a, weak(b, a));
  }

  /**
   * True division, in floats, that gives 0 where the divisor is 0. Keras: {@code divide_no_nan}.
   */
  public static Tensor divideNoNan(Number a, Tensor b) {
    return divideNoNan(weak(a, b), b);
  }

  /** Division rounded towards minus infinity. Keras: {@code floor_divide}. */
  public static Tensor floorDivide(Tensor a, Tensor b) {
    return promoted(BinaryOp.FLOOR_DIVIDE, DTypes.number(a), DTypes.number(b));
  }

  /** Division rounded towards minus infinity. Keras: {@code floor_divide}. */
  public static Tensor floorDivide(Tensor a, Number b) {
    return floorDivide(a, weak(b, a));
  }

  /** Division rounded towards minus infinity. Keras: {@code floor_divide}. */
  public static Tensor floorDivide(Number a, Tensor b) {
    return floorDivide(weak(a, b), b);
  }

  /** Remainder with the divisor's sign. Keras: {@code mod}. */
  public static Tensor mod(Tensor a, Tensor b) {
    return promoted(BinaryOp.MODULO, DTypes.number(a), DTypes.number(b));
  }

  /** Remainder with the divisor's sign. Keras: {@code mod}. */
  public static Tensor mod(Tensor a, Number b) {
    return mod(a, weak(b, a));
  }

  /** Remainder with the divisor's sign. Keras: {@code mod}. */
  public static Tensor mod(Number a, Tensor b) {
    return mod(weak(a, b), b);
  }

  /** The first operand to the power of the second. Keras: {@code power}. */
  public static Tensor power(Tensor a, Tensor b) {
    return promoted(BinaryOp.POWER, a, b);
  }

  /** The first operand to the power of the second. Keras: {@code power}. */
  public static Tensor power(Tensor a, Number b) {
    return power(a, weak(b, a));
  }

  /** The first operand to the power of the second. Keras: {@code power}. */
  public static Tensor power(Number a, Tensor b) {
    return power(weak(a, b), b);
  }

  /** The larger; NaN where either is NaN. Keras: {@code maximum}. */
  public static Tensor maximum(Tensor a, Tensor b) {
    return a.dtype() == DType.BOOL && b.dtype() == DType.BOOL
        ? BinaryOp.LOGICAL_OR.on(a, b)
        : promoted(BinaryOp.MAXIMUM, a, b);
  }

  /** The larger; NaN where either is NaN. Keras: {@code maximum}. */
  public static Tensor maximum(Tensor a, Number b) {
    return maximum(a, weak(b, a));
  }

  /** The larger; NaN where either is NaN. Keras: {@code maximum}. */
  public static Tensor maximum(Number a, Tensor b) {
    return maximum(weak(a, b), b);
  }

  /** The smaller; NaN where either is NaN. Keras: {@code minimum}. */
  public static Tensor minimum(Tensor a, Tensor b) {
    return a.dtype() == DType.BOOL && b.dtype() == DType.BOOL
        ? BinaryOp.LOGICAL_AND.on(a, b)
        : promoted(BinaryOp.MINIMUM, a, b);
  }

  /** The smaller; NaN where either is NaN. Keras: {@code minimum}. */
  public static Tensor minimum(Tensor a, Number b) {
    return minimum(a, weak(b, a));
  }

  /** The smaller; NaN where either is NaN. Keras: {@code minimum}. */
  public static Tensor minimum(Number a, Tensor b) {
    return minimum(weak(a, b), b);
  }

  /** Another name of {@link #divide}. Keras: {@code true_divide}. */
  public static Tensor trueDivide(Tensor a, Tensor b) {
    return divide(a, b);
  }

  /** Square root. Keras: {@code sqrt}. */
  public static Tensor sqrt(Tensor x) {
    return UnaryOp.SQRT.on(DTypes.toFloat(x));
  }

  /** One over the square root. Keras: {@code rsqrt}. */
  public static Tensor rsqrt(Tensor x) {
    return UnaryOp.RSQRT.on(DTypes.toFloat(x));
  }

  /** One over the operand. Keras: {@code reciprocal}. */
  public static Tensor reciprocal(Tensor x) {
    return UnaryOp.RECIPROCAL.on(DTypes.toFloat(x));
  }

  /** Exponential. Keras: {@code exp}. */
  public static Tensor exp(Tensor x) {
    return UnaryOp.EXP.on(DTypes.toFloat(x));
  }

  /** {@code exp(x) - 1}, exact near 0. Keras: {@code expm1}. */
  public static Tensor expm1(Tensor x) {
    return UnaryOp.EXPM1.on(DTypes.toFloat(x));
  }

  /** Natural logarithm. Keras: {@code log}. */
  public static Tensor log(Tensor x) {
    return UnaryOp.LOG.on(DTypes.toFloat(x));
  }

  /** {@code log(1 + x)}, exact near 0. Keras: {@code log1p}. */
  public static Tensor log1p(Tensor x) {
    return UnaryOp.LOG1P.on(DTypes.toFloat(x));
  }

  /** The next integer above, as float. Keras: {@code ceil}. */
  public static Tensor ceil(Tensor x) {
    return UnaryOp.CEIL.on(DTypes.toFloat(x));
  }

  /** The next integer below, as float. Keras: {@code floor}. */
  public static Tensor floor(Tensor x) {
    return UnaryOp.FLOOR.on(DTypes.toFloat(x));
  }

  /** Error function. Keras: {@code erf}. */
  public static Tensor erf(Tensor x) {
    return UnaryOp.ERF.on(DTypes.toFloat(x));
  }

  /** Complementary error function. Keras: {@code erfc}. */
  public static Tensor erfc(Tensor x) {
    return UnaryOp.ERFC.on(DTypes.toFloat(x));
  }

  /** Inverse of the error function. Keras: {@code erfinv}. */
  public static Tensor erfinv(Tensor x) {
    return UnaryOp.ERFINV.on(DTypes.toFloat(x));
  }

  /** Two to the power of the operand. Keras: {@code exp2}. */
  public static Tensor exp2(Tensor x) {
    return power(2.0, DTypes.toFloat(x));
  }

  /** Logarithm to base 2. Keras: {@code log2}. */
  public static Tensor log2(Tensor x) {
    return divide(log(x), Math.log(2));
  }

  /** Logarithm to base 10. Keras: {@code log10}. */
  public static Tensor log10(Tensor x) {
    return divide(log(x), Math.log(10));
  }

  /** The operand with the opposite sign. Keras: {@code negative}. */
  public static Tensor negative(Tensor x) {
    return UnaryOp.NEGATE.on(x);
  }

  /** Absolute value. Keras: {@code absolute}. */
  public static Tensor absolute(Tensor x) {
    boolean unsigned = x.dtype() == DType.BOOL || x.dtype().kind() == DType.Kind.UNSIGNED;
    return unsigned ? x : UnaryOp.ABS.on(x);
  }

  /** Absolute value. Keras: {@code abs}. */
  public static Tensor abs(Tensor x) {
    return absolute(x);
  }

  /** Absolute value as float. Keras: {@code fabs}. */
  public static Tensor fabs(Tensor x) {
    return UnaryOp.ABS.on(cast(x, DTypes.resultTypeWithFloat(x.dtype())));
  }

  /** -1, 0 or 1. Keras: {@code sign}. */
  public static Tensor sign(Tensor x) {
    return UnaryOp.SIGN.on(x);
  }

  /** The operand times itself. Keras: {@code square}. */
  public static Tensor square(Tensor x) {
    return UnaryOp.SQUARE.on(DTypes.number(x));
  }

  /** Cube root with the operand's sign. Keras: {@code cbrt}. */
  public static Tensor cbrt(Tensor x) {
    Tensor value = wideFloat(x);
    return multiply(sign(value), power(abs(value), 1.0 / 3));
  }

  /** To the nearest integer, ties to even. Keras: {@code round}. */
  public static Tensor round(Tensor x) {
    return UnaryOp.ROUND.on(x);
  }

  /** To a number of decimals, ties to even; a negative one rounds to tens. Keras: {@code round}. */
  public static Tensor round(Tensor x, int decimals) {
    if (decimals == 0 || decimals > 0 && x.dtype().isInteger()) {
      return round(x);
    }
    double factor = Math.pow(10, decimals);
    Tensor value = x.dtype().isInteger() ? cast(x, DType.FLOAT32) : x;
    return cast(divide(round(multiply(value, factor)), factor), x.dtype());
  }

  /** Towards zero. Keras: {@code trunc}. */
  public static Tensor trunc(Tensor x) {
    return x.dtype().isFloating() ? UnaryOp.TRUNC.on(x) : x;
  }

  /** The operand, at least {@code low} and at most {@code high}. Keras: {@code clip}. */
  public static Tensor clip(Tensor x, Number low, Number high) {
    Tensor value = DTypes.number(x);
    return clip(value, scalar(value.dtype(), low), scalar(value.dtype(), high));
  }

  /** The operand, at least {@code low} and at most {@code high}. Keras: {@code clip}. */
  public static Tensor clip(Tensor x, Tensor low, Tensor high) {
    Tensor value = DTypes.number(x);
    Tensor below = BinaryOp.MINIMUM.on(value, cast(high, value.dtype()));
    return BinaryOp.MAXIMUM.on(below, cast(low, value.dtype()));
  }

  /** The larger, of which a NaN is ignored if the other is a number. Keras: {@code fmax}. */
  public static Tensor fmax(Tensor a, Tensor b) {
    return ignoringNan(maximum(a, b), a, b);
  }

  /** The smaller, of which a NaN is ignored if the other is a number. Keras: {@code fmin}. */
  public static Tensor fmin(Tensor a, Tensor b) {
    return ignoringNan(minimum(a, b), a, b);
  }

  /** Remainder with the dividend's sign, as C's. Keras: {@code fmod}. */
  public static Tensor fmod(Tensor a, Tensor b) {
    Tensor dividend = DTypes.number(a);
    DType dtype = DTypes.resultType(dividend.dtype(), DTypes.number(b).dtype());
    Tensor value = cast(dividend, dtype);
    return multiply(sign(value), mod(abs(value), abs(cast(b, dtype))));
  }

  private static Tensor ignoringNan(Tensor result, Tensor a, Tensor b) {
    if (!result.dtype().isFloating()) {
      return result;
    }
    Tensor x = cast(a, result.dtype());
    Tensor y = cast(b, result.dtype());
    Tensor known = new Select().on(UnaryOp.IS_NAN.on(x), y, result);
    return new Select().on(UnaryOp.IS_NAN.on(y), x, known);
  }

  /** {@code x} as float: float64 for int64, float32 for other integers and bools. */
  static Tensor wideFloat(Tensor x) {
    DType dtype = x.dtype() == DType.INT64 ? DType.FLOAT64 : DTypes.floatType(x.dtype());
    return cast(x, dtype);
  }

  private static Tensor promoted(BinaryOp op, Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return op.on(operands[0], operands[1]);
  }

  /** A Java number in the dtype that it takes beside {@code other}. */
  private static Tensor weak(Number value, Tensor other) {
    return scalar(DTypes.resultType(value, other.dtype()), value);
  }
}
