package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.divide;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Emit.negate;
import static org.keras4j.op.Emit.oneMinus;
import static org.keras4j.op.Emit.square;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/** Element-wise functions of one operand, each with its derivative. */
public enum UnaryOp implements Op {
  ABS(Domain.NUMBER, v -> multiply(v.grad(), sign(v.in(0)))),
  NEGATE(Domain.NUMBER, v -> negate(v.grad())),
  SIGN(Domain.NUMBER, v -> null),
  SQUARE(Domain.NUMBER, v -> multiply(v.grad(), multiply(v.in(0), 2))),
  SQRT(Domain.FLOAT, v -> divide(multiply(v.grad(), 0.5), v.out())),
  RSQRT(Domain.FLOAT, v -> multiply(multiply(v.grad(), -0.5), multiply(v.out(), square(v.out())))),
  RECIPROCAL(Domain.FLOAT, v -> negate(multiply(v.grad(), square(v.out())))),
  EXP(Domain.FLOAT, v -> multiply(v.grad(), v.out())),
  EXPM1(Domain.FLOAT, v -> multiply(v.grad(), add(v.out(), 1))),
  LOG(Domain.FLOAT, v -> divide(v.grad(), v.in(0))),
  LOG1P(Domain.FLOAT, v -> divide(v.grad(), add(v.in(0), 1))),
  SIN(Domain.FLOAT, v -> multiply(v.grad(), cos(v.in(0)))),
  COS(Domain.FLOAT, v -> negate(multiply(v.grad(), SIN.on(v.in(0))))),
  TAN(Domain.FLOAT, v -> multiply(v.grad(), add(square(v.out()), 1))),
  ASIN(Domain.FLOAT, v -> multiply(v.grad(), RSQRT.on(oneMinus(square(v.in(0)))))),
  ACOS(Domain.FLOAT, v -> negate(multiply(v.grad(), RSQRT.on(oneMinus(square(v.in(0))))))),
  ATAN(Domain.FLOAT, v -> divide(v.grad(), add(square(v.in(0)), 1))),
  SINH(Domain.FLOAT, v -> multiply(v.grad(), cosh(v.in(0)))),
  COSH(Domain.FLOAT, v -> multiply(v.grad(), SINH.on(v.in(0)))),
  ASINH(Domain.FLOAT, v -> multiply(v.grad(), RSQRT.on(add(square(v.in(0)), 1)))),
  ACOSH(Domain.FLOAT, v -> divide(v.grad(), SINH.on(v.out()))),
  ATANH(Domain.FLOAT, v -> divide(v.grad(), oneMinus(square(v.in(0))))),
  TANH(Domain.FLOAT, v -> multiply(v.grad(), oneMinus(square(v.out())))),
  SIGMOID(Domain.FLOAT, v -> multiply(v.grad(), multiply(v.out(), oneMinus(v.out())))),
  /** {@code log(1 + exp(x))} without overflow. */
  SOFTPLUS(Domain.FLOAT, v -> multiply(v.grad(), SIGMOID.on(v.in(0)))),
  ERF(Domain.FLOAT, v -> multiply(v.grad(), gaussian(v.in(0)))),
  ERFC(Domain.FLOAT, v -> negate(multiply(v.grad(), gaussian(v.in(0))))),
  ERFINV(
      Domain.FLOAT,
      v -> multiply(v.grad(), multiply(EXP.on(square(v.out())), Math.sqrt(Math.PI) / 2))),
  /** Logarithm of the absolute value of the gamma function. */
  LGAMMA(Domain.FLOAT, v -> multiply(v.grad(), digamma(v.in(0)))),
  DIGAMMA(Domain.FLOAT, v -> multiply(v.grad(), new Polygamma(1).on(v.in(0)))),
  FLOOR(Domain.NUMBER, v -> null),
  CEIL(Domain.NUMBER, v -> null),
  /** To the nearest integer, ties to even. */
  ROUND(Domain.NUMBER, v -> null),
  /** Towards zero. */
  TRUNC(Domain.NUMBER, v -> null),
  RELU(Domain.NUMBER, v -> BinaryOp.RELU_GRADIENT.on(v.grad(), v.out())),
  LOGICAL_NOT(Domain.BOOL, v -> null),
  BITWISE_NOT(Domain.BITS, v -> null),
  IS_NAN(Domain.TEST, v -> null),
  IS_INF(Domain.TEST, v -> null),
  IS_FINITE(Domain.TEST, v -> null);

  /** Which operands an op takes, and what it gives. */
  private enum Domain {
    FLOAT,
    NUMBER,
    BOOL,
    BITS,
    TEST
  }

  private final Domain domain;
  private final Function<Vjp, Tensor> derivative;

  UnaryOp(Domain domain, Function<Vjp, Tensor> derivative) {
    this.domain = domain;
    this.derivative = derivative;
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    DType dtype = in.get(0).dtype();
    boolean fits =
        switch (domain) {
          case FLOAT, TEST -> dtype.isFloating();
          case NUMBER -> dtype.isFloating() || dtype.isInteger();
          case BOOL -> dtype == DType.BOOL;
          case BITS -> dtype.isInteger() || dtype == DType.BOOL;
        };
    OpChecks.require(fits, this, "an operand of another dtype; cast it", in.get(0));
    return List.of(domain == Domain.TEST ? in.get(0).withDType(DType.BOOL) : in.get(0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(derivative.apply(v));
  }

  // In methods, as an initializer may not refer to a constant that comes later.

  private static Tensor sign(Tensor x) {
    return SIGN.on(x);
  }

  private static Tensor cos(Tensor x) {
    return COS.on(x);
  }

  private static Tensor cosh(Tensor x) {
    return COSH.on(x);
  }

  private static Tensor digamma(Tensor x) {
    return DIGAMMA.on(x);
  }

  private static Tensor gaussian(Tensor x) {
    return multiply(EXP.on(negate(square(x))), 2 / Math.sqrt(Math.PI));
  }
}
