package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BitCast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.FillLike;
import org.keras4j.op.Gcd;
import org.keras4j.op.Select;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.ShapeException;

/** Comparisons, logic, bits and tests of {@code keras.ops}. Operands broadcast and are promoted. */
public final class LogicOps {
  private LogicOps() {}

  /** Whether the comparison holds, element by element. Keras: {@code equal}. */
  public static Tensor equal(Tensor a, Tensor b) {
    return compare(CompareOp.EQUAL, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code equal}. */
  public static Tensor equal(Tensor a, Number b) {
    return compare(CompareOp.EQUAL, a, strong(b));
  }

  /** Whether the comparison holds, element by element. Keras: {@code not_equal}. */
  public static Tensor notEqual(Tensor a, Tensor b) {
    return compare(CompareOp.NOT_EQUAL, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code not_equal}. */
  public static Tensor notEqual(Tensor a, Number b) {
    return compare(CompareOp.NOT_EQUAL, a, strong(b));
  }

  /** Whether the comparison holds, element by element. Keras: {@code less}. */
  public static Tensor less(Tensor a, Tensor b) {
    return compare(CompareOp.LESS, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code less}. */
  public static Tensor less(Tensor a, Number b) {
    return compare(CompareOp.LESS, a, strong(b));
  }

  /** Whether the comparison holds, element by element. Keras: {@code less_equal}. */
  public static Tensor lessEqual(Tensor a, Tensor b) {
    return compare(CompareOp.LESS_EQUAL, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code less_equal}. */
  public static Tensor lessEqual(Tensor a, Number b) {
    return compare(CompareOp.LESS_EQUAL, a, strong(b));
  }

  /** Whether the comparison holds, element by element. Keras: {@code greater}. */
  public static Tensor greater(Tensor a, Tensor b) {
    return compare(CompareOp.GREATER, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code greater}. */
  public static Tensor greater(Tensor a, Number b) {
    return compare(CompareOp.GREATER, a, strong(b));
  }

  /** Whether the comparison holds, element by element. Keras: {@code greater_equal}. */
  public static Tensor greaterEqual(Tensor a, Tensor b) {
    return compare(CompareOp.GREATER_EQUAL, a, b);
  }

  /** Whether the comparison holds, element by element. Keras: {@code greater_equal}. */
  public static Tensor greaterEqual(Tensor a, Number b) {
    return compare(CompareOp.GREATER_EQUAL, a, strong(b));
  }

  /** Logic of the operands as bools. Keras: {@code logical_and}. */
  public static Tensor logicalAnd(Tensor a, Tensor b) {
    return BinaryOp.LOGICAL_AND.on(cast(a, DType.BOOL), cast(b, DType.BOOL));
  }

  /** Logic of the operands as bools. Keras: {@code logical_or}. */
  public static Tensor logicalOr(Tensor a, Tensor b) {
    return BinaryOp.LOGICAL_OR.on(cast(a, DType.BOOL), cast(b, DType.BOOL));
  }

  /** Logic of the operands as bools. Keras: {@code logical_xor}. */
  public static Tensor logicalXor(Tensor a, Tensor b) {
    return BinaryOp.LOGICAL_XOR.on(cast(a, DType.BOOL), cast(b, DType.BOOL));
  }

  /** Of integers, bit by bit. Keras: {@code bitwise_and}. */
  public static Tensor bitwiseAnd(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return BinaryOp.BITWISE_AND.on(operands[0], operands[1]);
  }

  /** Of integers, bit by bit. Keras: {@code bitwise_or}. */
  public static Tensor bitwiseOr(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return BinaryOp.BITWISE_OR.on(operands[0], operands[1]);
  }

  /** Of integers, bit by bit. Keras: {@code bitwise_xor}. */
  public static Tensor bitwiseXor(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return BinaryOp.BITWISE_XOR.on(operands[0], operands[1]);
  }

  /** Of integers, bit by bit. Keras: {@code bitwise_left_shift}. */
  public static Tensor bitwiseLeftShift(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return BinaryOp.SHIFT_LEFT.on(operands[0], operands[1]);
  }

  /** Of integers, bit by bit. Keras: {@code bitwise_right_shift}. */
  public static Tensor bitwiseRightShift(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return BinaryOp.SHIFT_RIGHT.on(operands[0], operands[1]);
  }

  /** Of integers, every bit inverted. Keras: {@code bitwise_not}, {@code bitwise_invert}. */
  public static Tensor bitwiseNot(Tensor x) {
    return UnaryOp.BITWISE_NOT.on(x);
  }

  /** Whether the operand is false or zero. Keras: {@code logical_not}. */
  public static Tensor logicalNot(Tensor x) {
    return UnaryOp.LOGICAL_NOT.on(cast(x, DType.BOOL));
  }

  /** {@code a} where the condition holds, else {@code b}. Keras: {@code where}. */
  public static Tensor where(Tensor condition, Tensor a, Tensor b) {
    if (a.dtype() == b.dtype()) {
      return new Select().on(cast(condition, DType.BOOL), a, b);
    }
    Tensor[] operands = DTypes.promote(a, b);
    return new Select().on(cast(condition, DType.BOOL), operands[0], operands[1]);
  }

  /** {@code a} where the condition holds, else {@code b}. Keras: {@code where}. */
  public static Tensor where(Tensor condition, Tensor a, Number b) {
    return where(condition, a, scalar(DTypes.resultType(b, a.dtype()), b));
  }

  /** {@code a} where the condition holds, else {@code b}. Keras: {@code where}. */
  public static Tensor where(Tensor condition, Number a, Tensor b) {
    return where(condition, scalar(DTypes.resultType(a, b.dtype()), a), b);
  }

  /** The first choice of which the condition holds, else the default. Keras: {@code select}. */
  public static Tensor select(List<Tensor> conditions, List<Tensor> choices, Number otherwise) {
    if (conditions.isEmpty() || conditions.size() != choices.size()) {
      throw new ShapeException(
          "condlist must not be empty and choicelist must be of its length. Received: lengths "
              + conditions.size()
              + " and "
              + choices.size());
    }
    DType[] dtypes = choices.stream().map(Tensor::dtype).toArray(DType[]::new);
    Tensor result = scalar(DTypes.resultType(otherwise, dtypes), otherwise);
    for (int i = conditions.size() - 1; i >= 0; i--) {
      result = where(conditions.get(i), choices.get(i), result);
    }
    return result;
  }

  /** Whether neither infinite nor NaN. Keras: {@code isfinite}. */
  public static Tensor isfinite(Tensor x) {
    return test(UnaryOp.IS_FINITE, x, true);
  }

  /** Whether infinite. Keras: {@code isinf}. */
  public static Tensor isinf(Tensor x) {
    return test(UnaryOp.IS_INF, x, false);
  }

  /** Whether NaN. Keras: {@code isnan}. */
  public static Tensor isnan(Tensor x) {
    return test(UnaryOp.IS_NAN, x, false);
  }

  /** Whether minus infinity. Keras: {@code isneginf}. */
  public static Tensor isneginf(Tensor x) {
    return x.dtype().isFloating() ? equal(x, Double.NEGATIVE_INFINITY) : constant(x, false);
  }

  /** Whether plus infinity. Keras: {@code isposinf}. */
  public static Tensor isposinf(Tensor x) {
    return x.dtype().isFloating() ? equal(x, Double.POSITIVE_INFINITY) : constant(x, false);
  }

  /** Whether real, as all supported numbers are. Keras: {@code isreal}. */
  public static Tensor isreal(Tensor x) {
    return constant(x, true);
  }

  /** Whether the sign bit is set, also that of -0.0. Keras: {@code signbit}. */
  public static Tensor signbit(Tensor x) {
    Tensor bits =
        switch (x.dtype()) {
          case FLOAT16, BFLOAT16 -> new BitCast(DType.INT16).on(x);
          case FLOAT32 -> new BitCast(DType.INT32).on(x);
          case FLOAT64 -> new BitCast(DType.INT64).on(x);
          default -> x;
        };
    return x.dtype() == DType.BOOL ? constant(x, false) : less(bits, 0);
  }

  /** Whether {@code |a - b| <= atol + rtol |b|}. Keras: {@code isclose}. */
  public static Tensor isclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
    Tensor[] operands = DTypes.promote(a, b);
    if (!operands[0].dtype().isFloating()) {
      return equal(operands[0], operands[1]);
    }
    Tensor result = close(operands[0], operands[1], rtol, atol);
    return equalNan ? logicalOr(result, bothNan(operands[0], operands[1])) : result;
  }

  /** Whether all elements are close, or equal infinities. Keras: {@code allclose}. */
  public static Tensor allclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
    Tensor[] operands = DTypes.promote(a, b);
    Tensor same = equal(operands[0], operands[1]);
    if (operands[0].dtype().isFloating()) {
      Tensor finite = logicalAnd(isfinite(operands[0]), isfinite(operands[1]));
      Tensor near = logicalAnd(finite, close(operands[0], operands[1], rtol, atol));
      same = logicalOr(near, same);
      same = equalNan ? logicalOr(same, bothNan(operands[0], operands[1])) : same;
    }
    return ReduceOps.all(same);
  }

  /**
   * Whether each element of {@code x} is among those of {@code candidates}. Keras: {@code isin}.
   */
  public static Tensor isin(Tensor x, Tensor candidates, boolean invert) {
    Tensor flat = ShapeOps.reshape(candidates, -1);
    Tensor found = ReduceOps.any(equal(ShapeOps.expandDims(x, -1), flat), -1);
    return invert ? logicalNot(found) : found;
  }

  /**
   * NaN and infinities replaced; by default by 0 and the largest numbers. Keras: {@code
   * nan_to_num}.
   */
  public static Tensor nanToNum(Tensor x, double nan, Double posinf, Double neginf) {
    if (!x.dtype().isFloating()) {
      return x;
    }
    double high = posinf == null ? Limits.highest(x.dtype()) : posinf;
    double low = neginf == null ? Limits.lowest(x.dtype()) : neginf;
    Tensor numbers = where(isnan(x), scalar(x.dtype(), nan), x);
    Tensor below = where(isposinf(x), scalar(x.dtype(), high), numbers);
    return where(isneginf(x), scalar(x.dtype(), low), below);
  }

  /** Greatest common divisor of integers. Keras: {@code gcd}. */
  public static Tensor gcd(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    return new Gcd().on(operands[0], operands[1]);
  }

  /** Least common multiple of integers. Keras: {@code lcm}. */
  public static Tensor lcm(Tensor a, Tensor b) {
    Tensor[] operands = DTypes.promote(a, b);
    Tensor divisor = new Gcd().on(operands[0], operands[1]);
    Tensor quotient = MathOps.floorDivide(MathOps.abs(operands[1]), MathOps.maximum(divisor, 1));
    return MathOps.multiply(MathOps.abs(operands[0]), quotient);
  }

  private static Tensor close(Tensor a, Tensor b, double rtol, double atol) {
    Tensor bound = MathOps.add(MathOps.multiply(MathOps.abs(b), rtol), atol);
    return lessEqual(MathOps.abs(MathOps.subtract(a, b)), bound);
  }

  private static Tensor bothNan(Tensor a, Tensor b) {
    return logicalAnd(isnan(a), isnan(b));
  }

  private static Tensor test(UnaryOp op, Tensor x, boolean otherwise) {
    return x.dtype().isFloating() ? op.on(x) : constant(x, otherwise);
  }

  private static Tensor constant(Tensor like, boolean value) {
    return new FillLike(DType.BOOL, value ? 1 : 0).emit(like);
  }

  private static Tensor compare(CompareOp op, Tensor a, Tensor b) {
    if (a.dtype() == b.dtype()) {
      return op.on(a, b);
    }
    Tensor[] operands = DTypes.promote(a, b);
    return op.on(operands[0], operands[1]);
  }

  /** A number as Keras compares with it: not weak, so that its value survives. */
  private static Tensor strong(Number value) {
    return scalar(DTypes.isFloating(value) ? DType.FLOAT32 : DType.INT32, value);
  }
}
