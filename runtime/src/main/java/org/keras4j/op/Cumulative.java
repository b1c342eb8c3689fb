package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Running sum, product, maximum or minimum along an axis from the front.
 *
 * @param exclusive element {@code i} is left out of result {@code i}; the first result is the
 *     neutral element
 * @param reverse runs from the end
 */
public record Cumulative(CumulativeKind kind, int axis, boolean exclusive, boolean reverse)
    implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    boolean number = in.get(0).dtype().isFloating() || in.get(0).dtype().isInteger();
    OpChecks.require(number, this, "numbers; cast bools", in.get(0));
    OpChecks.axis(this, axis, in.get(0).shape());
    return in;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return switch (kind) {
      case SUM -> List.of(new Cumulative(kind, axis, exclusive, !reverse).on(v.grad()));
      case PROD -> List.of(product(v));
      case MAX, MIN -> List.of(extremum(v));
    };
  }

  /** As in TensorFlow, not defined (NaN) where an element is zero. */
  private Tensor product(Vjp v) {
    Tensor back =
        new Cumulative(CumulativeKind.SUM, axis, exclusive, !reverse)
            .on(Emit.multiply(v.out(), v.grad()));
    return Emit.divide(back, v.in(0));
  }

  /** To the latest element that equals the running value. */
  private Tensor extremum(Vjp v) {
    if (exclusive) {
      throw new GradientException("An exclusive running " + kind + " has no gradient");
    }
    Shape shape = v.in(0).shape();
    Tensor position = new Iota(new TensorSpec(DType.INT32, shape), axis).on();
    Tensor changes = Emit.equal(v.in(0), v.out());
    Tensor unset = Emit.scalar(position, reverse ? shape.dim(axis) : -1);
    CumulativeKind latest = reverse ? CumulativeKind.MIN : CumulativeKind.MAX;
    Tensor source =
        new Cumulative(latest, axis, false, reverse).on(Emit.select(changes, position, unset));
    Tensor zeros = Emit.zeros(v.inSpec(0));
    return new ScatterElements(axis, ScatterKind.ADD).on(zeros, source, v.grad());
  }
}
