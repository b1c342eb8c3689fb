package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * All elements along some axes (from the front) made one. Integers wrap; half floats are summed in
 * float32 or wider and rounded once. The maximum and minimum of nothing are an error.
 */
public record Reduce(ReduceKind kind, List<Integer> axes, boolean keepDims) implements Op {
  public Reduce {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    boolean logical = kind == ReduceKind.ANY || kind == ReduceKind.ALL;
    DType dtype = in.get(0).dtype();
    OpChecks.require(
        logical == (dtype == DType.BOOL) && dtype.isNumeric(),
        this,
        logical ? "a bool operand" : "numbers; cast bools",
        in.get(0));
    return List.of(in.get(0).withShape(shape(this, in.get(0).shape(), axes, keepDims)));
  }

  /** {@code shape} without {@code axes}, or with 1 there. */
  static Shape shape(Op op, Shape shape, List<Integer> axes, boolean keepDims) {
    boolean[] gone = new boolean[shape.rank()];
    for (int axis : axes) {
      OpChecks.require(
          axis >= 0 && axis < shape.rank(), op, "axes in range", axes + " for " + shape);
      OpChecks.require(!gone[axis], op, "axes without repetition", axes);
      gone[axis] = true;
    }
    Shape result = Shape.SCALAR;
    for (int i = 0; i < shape.rank(); i++) {
      if (!gone[i] || keepDims) {
        result = result.insertDim(-1, gone[i] ? 1 : shape.dim(i));
      }
    }
    return result;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Shape kept = Emit.keepDims(v.in(0).shape(), axes);
    Tensor gradient = Emit.reshape(v.grad(), kept);
    Tensor x = v.in(0);
    return switch (kind) {
      case SUM -> List.of(Emit.broadcastTo(gradient, x.shape()));
      case PROD -> List.of(product(x, gradient));
      case MAX, MIN -> List.of(extremum(x, Emit.reshape(v.out(), kept), gradient));
      case ANY, ALL -> Arrays.asList((Tensor) null);
    };
  }

  /** The product of all other elements, exact when some are zero. */
  private Tensor product(Tensor x, Tensor gradient) {
    Tensor isZero = Emit.equal(x, Emit.zero(x));
    Tensor factor = Emit.select(isZero, Emit.scalar(x, 1), x);
    Tensor zeros = Emit.sum(Emit.cast(isZero, x), axes, true);
    Tensor product = Emit.reduce(ReduceKind.PROD, factor, axes, true);
    return ScatterGradient.others(gradient, product, zeros, factor, isZero);
  }

  /** Shared evenly by all that are equal to the extremum, as TensorFlow does. */
  private Tensor extremum(Tensor x, Tensor result, Tensor gradient) {
    Tensor winners = Emit.cast(Emit.equal(x, result), x);
    Tensor share = Emit.divide(gradient, Emit.sum(winners, axes, true));
    return Emit.multiply(winners, share);
  }
}
