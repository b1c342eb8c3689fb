package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;
import static org.keras4j.ops.MathOps.add;
import static org.keras4j.ops.MathOps.divide;
import static org.keras4j.ops.MathOps.multiply;
import static org.keras4j.ops.MathOps.subtract;

import org.keras4j.graph.Tensor;
import org.keras4j.op.BesselI;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Select;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.ShapeException;

/** Trigonometric, hyperbolic and related functions of {@code keras.ops}; all compute in floats. */
public final class TrigOps {
  private TrigOps() {}

  /** Sine. Keras: {@code sin}. */
  public static Tensor sin(Tensor x) {
    return UnaryOp.SIN.on(DTypes.toFloat(x));
  }

  /** Cosine. Keras: {@code cos}. */
  public static Tensor cos(Tensor x) {
    return UnaryOp.COS.on(DTypes.toFloat(x));
  }

  /** Tangent. Keras: {@code tan}. */
  public static Tensor tan(Tensor x) {
    return UnaryOp.TAN.on(DTypes.toFloat(x));
  }

  /** Inverse sine. Keras: {@code arcsin}. */
  public static Tensor arcsin(Tensor x) {
    return UnaryOp.ASIN.on(DTypes.toFloat(x));
  }

  /** Inverse cosine. Keras: {@code arccos}. */
  public static Tensor arccos(Tensor x) {
    return UnaryOp.ACOS.on(DTypes.toFloat(x));
  }

  /** Inverse tangent. Keras: {@code arctan}. */
  public static Tensor arctan(Tensor x) {
    return UnaryOp.ATAN.on(DTypes.toFloat(x));
  }

  /** Hyperbolic sine. Keras: {@code sinh}. */
  public static Tensor sinh(Tensor x) {
    return UnaryOp.SINH.on(DTypes.toFloat(x));
  }

  /** Hyperbolic cosine. Keras: {@code cosh}. */
  public static Tensor cosh(Tensor x) {
    return UnaryOp.COSH.on(DTypes.toFloat(x));
  }

  /** Hyperbolic tangent. Keras: {@code tanh}. */
  public static Tensor tanh(Tensor x) {
    return UnaryOp.TANH.on(DTypes.toFloat(x));
  }

  /** Inverse hyperbolic sine. Keras: {@code arcsinh}. */
  public static Tensor arcsinh(Tensor x) {
    return UnaryOp.ASINH.on(DTypes.toFloat(x));
  }

  /** Inverse hyperbolic cosine. Keras: {@code arccosh}. */
  public static Tensor arccosh(Tensor x) {
    return UnaryOp.ACOSH.on(DTypes.toFloat(x));
  }

  /** Inverse hyperbolic tangent. Keras: {@code arctanh}. */
  public static Tensor arctanh(Tensor x) {
    return UnaryOp.ATANH.on(DTypes.toFloat(x));
  }

  /** Angle of the point (x2, x1). Keras: {@code arctan2}. */
  public static Tensor arctan2(Tensor x1, Tensor x2) {
    Tensor[] operands = floats(x1, x2);
    return BinaryOp.ATAN2.on(operands[0], operands[1]);
  }

  /** {@code sin(pi x) / (pi x)}, 1 at 0. Keras: {@code sinc}. */
  public static Tensor sinc(Tensor x) {
    Tensor value = DTypes.toFloat(x);
    Tensor angle = multiply(value, Math.PI);
    Tensor isZero = CompareOp.EQUAL.on(value, scalar(value.dtype(), 0));
    Tensor safe = new Select().on(isZero, scalar(value.dtype(), 1), angle);
    return new Select().on(isZero, scalar(value.dtype(), 1), divide(UnaryOp.SIN.on(angle), safe));
  }

  /** Degrees to radians. Keras: {@code deg2rad}. */
  public static Tensor deg2rad(Tensor x) {
    return multiply(MathOps.wideFloat(x), Math.PI / 180);
  }

  /** Radians to degrees. Keras: {@code rad2deg}. */
  public static Tensor rad2deg(Tensor x) {
    return multiply(MathOps.wideFloat(x), 180 / Math.PI);
  }

  /** {@code sqrt(x1^2 + x2^2)} without overflow. Keras: {@code hypot}. */
  public static Tensor hypot(Tensor x1, Tensor x2) {
    Tensor[] operands = DTypes.promote(x1, x2);
    Tensor a = MathOps.abs(MathOps.wideFloat(operands[0]));
    Tensor b = MathOps.abs(MathOps.wideFloat(operands[1]));
    Tensor larger = MathOps.maximum(a, b);
    Tensor ratio = MathOps.divideNoNan(MathOps.minimum(a, b), larger);
    return multiply(larger, MathOps.sqrt(add(MathOps.square(ratio), 1)));
  }

  /** {@code log(exp(x1) + exp(x2))} without overflow. Keras: {@code logaddexp}. */
  public static Tensor logaddexp(Tensor x1, Tensor x2) {
    return logAdd(x1, x2, 1);
  }

  /** {@code log2(2^x1 + 2^x2)} without overflow. Keras: {@code logaddexp2}. */
  public static Tensor logaddexp2(Tensor x1, Tensor x2) {
    return logAdd(x1, x2, Math.log(2));
  }

  private static Tensor logAdd(Tensor x1, Tensor x2, double scale) {
    Tensor[] operands = floats(x1, x2);
    Tensor delta = subtract(operands[0], operands[1]);
    Tensor small = MathOps.exp(multiply(MathOps.abs(delta), -scale));
    Tensor sum =
        add(BinaryOp.MAXIMUM.on(operands[0], operands[1]), divide(MathOps.log1p(small), scale));
    // Equal infinities have no difference.
    Tensor undefined = UnaryOp.IS_NAN.on(delta);
    return new Select().on(undefined, add(operands[0], operands[1]), sum);
  }

  /** 0 below zero, 1 above, {@code x2} at zero. Keras: {@code heaviside}. */
  public static Tensor heaviside(Tensor x1, Tensor x2) {
    Tensor[] operands = DTypes.promote(x1, x2);
    Tensor x = MathOps.wideFloat(operands[0]);
    Tensor zero = scalar(x.dtype(), 0);
    Tensor high =
        new Select()
            .on(
                CompareOp.GREATER.on(x, zero),
                scalar(x.dtype(), 1),
                MathOps.wideFloat(operands[1]));
    return new Select().on(CompareOp.LESS.on(x, zero), zero, high);
  }

  /** {@code x1 * 2^x2} for integer {@code x2}. Keras: {@code ldexp}. */
  public static Tensor ldexp(Tensor x1, Tensor x2) {
    if (!x2.dtype().isInteger()) {
      throw new ShapeException(
          "ldexp exponent must be an integer type. Received: x2 dtype=" + x2.dtype());
    }
    DType dtype = DTypes.resultTypeWithFloat(x1.dtype(), x2.dtype());
    Tensor value = cast(x1, dtype);
    Tensor scaled = multiply(value, MathOps.power(2.0, cast(x2, dtype)));
    Tensor fixed = LogicOps.logicalOr(UnaryOp.IS_INF.on(value), LogicOps.equal(value, 0));
    return new Select().on(fixed, value, scaled);
  }

  /** Modified Bessel function of the first kind, order 0. Keras: {@code i0}. */
  public static Tensor i0(Tensor x) {
    return new BesselI(0).on(MathOps.wideFloat(x));
  }

  /** Angle of a real number as a complex one: 0, or pi where negative. Keras: {@code angle}. */
  public static Tensor angle(Tensor x) {
    Tensor value = DTypes.toFloat(x);
    Tensor zero = scalar(value.dtype(), 0);
    Tensor pi = scalar(value.dtype(), Math.PI);
    return new Select().on(CompareOp.LESS.on(value, zero), pi, zero);
  }

  /** The operand itself, as all supported numbers are real. Keras: {@code real}. */
  public static Tensor real(Tensor x) {
    return x;
  }

  /** Zeros, as all supported numbers are real. Keras: {@code imag}. */
  public static Tensor imag(Tensor x) {
    return CreationOps.zerosLike(x);
  }

  /** The operand itself, as all supported numbers are real. Keras: {@code conjugate}. */
  public static Tensor conjugate(Tensor x) {
    return x;
  }

  /** The next float after {@code x1} towards {@code x2}. Keras: {@code nextafter}. */
  public static Tensor nextafter(Tensor x1, Tensor x2) {
    Tensor[] operands = floats(x1, x2);
    return BinaryOp.NEXT_AFTER.on(operands[0], operands[1]);
  }

  private static Tensor[] floats(Tensor a, Tensor b) {
    DType dtype = DTypes.resultTypeWithFloat(a.dtype(), b.dtype());
    return new Tensor[] {cast(a, dtype), cast(b, dtype)};
  }
}
