package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.cast;
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
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Element-wise functions of two operands of one dtype, broadcast by NumPy's rules, each with its
 * derivatives. Integers wrap; integer division by zero gives 0.
 */
public enum BinaryOp implements Op {
  ADD(Domain.NUMBER, v -> v.grad(), v -> v.grad()),
  SUBTRACT(Domain.NUMBER, v -> v.grad(), v -> negate(v.grad())),
  MULTIPLY(Domain.NUMBER, v -> multiply(v.grad(), v.in(1)), v -> multiply(v.grad(), v.in(0))),
  /** True division, of floats only. */
  DIVIDE(
      Domain.FLOAT,
      v -> divide(v.grad(), v.in(1)),
      v -> negate(divide(multiply(v.grad(), v.out()), v.in(1)))),
  /** Division rounded towards minus infinity, as Python's {@code //}. */
  FLOOR_DIVIDE(Domain.NUMBER, v -> null, v -> null),
  /** Remainder with the divisor's sign, as Python's {@code %}. */
  MODULO(
      Domain.NUMBER,
      v -> v.grad(),
      v -> negate(multiply(v.grad(), UnaryOp.FLOOR.on(divide(v.in(0), v.in(1)))))),
  POWER(Domain.NUMBER, BinaryOp::powerBase, BinaryOp::powerExponent),
  /** The larger; NaN where either is NaN. At ties the first operand takes the gradient. */
  MAXIMUM(Domain.NUMBER, v -> where(CompareOp.GREATER_EQUAL, v), v -> where(CompareOp.LESS, v)),
  /** The smaller; NaN where either is NaN. At ties the first operand takes the gradient. */
  MINIMUM(Domain.NUMBER, v -> where(CompareOp.LESS_EQUAL, v), v -> where(CompareOp.GREATER, v)),
  /** Angle of the point (second, first). */
  ATAN2(
      Domain.FLOAT,
      v -> multiply(v.grad(), divide(v.in(1), norm(v))),
      v -> negate(multiply(v.grad(), divide(v.in(0), norm(v))))),
  LOGICAL_AND(Domain.BOOL, v -> null, v -> null),
  LOGICAL_OR(Domain.BOOL, v -> null, v -> null),
  LOGICAL_XOR(Domain.BOOL, v -> null, v -> null),
  BITWISE_AND(Domain.BITS, v -> null, v -> null),
  BITWISE_OR(Domain.BITS, v -> null, v -> null),
  BITWISE_XOR(Domain.BITS, v -> null, v -> null),
  /** Shifts by less than zero or at least the width give 0. */
  SHIFT_LEFT(Domain.INTEGER, v -> null, v -> null),
  /**
   * Arithmetic for signed types: shifts that are too wide keep only the sign; logical for others.
   */
  SHIFT_RIGHT(Domain.INTEGER, v -> null, v -> null),
  /**
   * The first where the second is above 0, else 0: back through a rectifier that gave the second.
   */
  RELU_GRADIENT(Domain.NUMBER, v -> reluGradient(v.grad(), v.in(1)), v -> null),
  /** The next representable value after the first operand towards the second. */
  NEXT_AFTER(Domain.FLOAT, v -> v.grad(), v -> null);

  private enum Domain {
    FLOAT,
    NUMBER,
    INTEGER,
    BOOL,
    BITS
  }

  private final Domain domain;
  private final Function<Vjp, Tensor> first;
  private final Function<Vjp, Tensor> second;

  BinaryOp(Domain domain, Function<Vjp, Tensor> first, Function<Vjp, Tensor> second) {
    this.domain = domain;
    this.first = first;
    this.second = second;
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    DType dtype = OpChecks.sameDType(this, in);
    boolean fits =
        switch (domain) {
          case FLOAT -> dtype.isFloating();
          case NUMBER -> dtype.isFloating() || dtype.isInteger();
          case INTEGER -> dtype.isInteger();
          case BOOL -> dtype == DType.BOOL;
          case BITS -> dtype.isInteger() || dtype == DType.BOOL;
        };
    OpChecks.require(fits, this, "operands of another dtype; cast them", OpChecks.list(in));
    return List.of(new TensorSpec(dtype, broadcast(this, in)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(
        v.wants(0) ? Emit.sumTo(first.apply(v), v.in(0).shape()) : null,
        v.wants(1) ? Emit.sumTo(second.apply(v), v.in(1).shape()) : null);
  }

  static Shape broadcast(Op op, List<TensorSpec> in) {
    try {
      Shape shape = Shape.SCALAR;
      for (TensorSpec spec : in) {
        shape = Shape.broadcast(shape, spec.shape());
      }
      return shape;
    } catch (ShapeException e) {
      throw new ShapeException(op.name() + ": " + e.getMessage(), e);
    }
  }

  private static Tensor where(CompareOp first, Vjp v) {
    return multiply(v.grad(), cast(first.on(v.in(0), v.in(1)), v.grad()));
  }

  private static Tensor reluGradient(Tensor gradient, Tensor y) {
    return RELU_GRADIENT.on(gradient, y);
  }

  private static Tensor norm(Vjp v) {
    return add(square(v.in(0)), square(v.in(1)));
  }

  private static Tensor powerBase(Vjp v) {
    Tensor exponent = v.in(1);
    Tensor lower = POWER.on(v.in(0), negate(oneMinus(exponent)));
    return multiply(v.grad(), multiply(exponent, lower));
  }

  /** Zero where the base is not positive, as the logarithm is not real there. */
  private static Tensor powerExponent(Vjp v) {
    Tensor base = v.in(0);
    Tensor positive = CompareOp.GREATER.on(base, Emit.zero(base));
    Tensor safe = new Select().on(positive, base, Emit.scalar(base, 1));
    return multiply(v.grad(), multiply(v.out(), UnaryOp.LOG.on(safe)));
  }
}
