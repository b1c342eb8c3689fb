package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Gradients of both scatter ops, which differ only in how they address their operand. */
final class ScatterGradient {
  /** An operand and what is scattered into it. */
  record Values(Tensor operand, Tensor updates) {}

  private final Vjp v;
  private final Function<Values, Tensor> scatter;
  private final Function<Values, Tensor> scatterAdd;
  private final UnaryOperator<Tensor> gather;

  private ScatterGradient(
      Vjp v,
      Function<Values, Tensor> scatter,
      Function<Values, Tensor> scatterAdd,
      UnaryOperator<Tensor> gather) {
    this.v = v;
    this.scatter = scatter;
    this.scatterAdd = scatterAdd;
    this.gather = gather;
  }

  /**
   * Gradients for the inputs operand, indices, updates.
   *
   * @param scatter the op itself on other values
   * @param scatterAdd the adding op at the same indices
   * @param gather what stands at the indices
   */
  static List<Tensor> of(
      Vjp v,
      ScatterKind kind,
      Function<Values, Tensor> scatter,
      Function<Values, Tensor> scatterAdd,
      UnaryOperator<Tensor> gather) {
    ScatterGradient rule = new ScatterGradient(v, scatter, scatterAdd, gather);
    return switch (kind) {
      case ADD -> Arrays.asList(v.grad(), null, v.wants(2) ? gather.apply(v.grad()) : null);
      case UPDATE -> rule.update();
      case MULTIPLY -> rule.multiply();
      case MAX, MIN -> rule.extremum();
    };
  }

  /** Only the last of several updates for one place reached the result. */
  private List<Tensor> update() {
    Tensor zeros = Emit.zeros(v.inSpec(2));
    Tensor operand = v.wants(0) ? scatter.apply(new Values(v.grad(), zeros)) : null;
    return Arrays.asList(operand, null, v.wants(2) ? lastUpdates() : null);
  }

  private Tensor lastUpdates() {
    Tensor order =
        Emit.reshape(
            new Iota(new TensorSpec(v.grad().dtype(), Shape.of(v.in(2).shape().intSize())), 0).on(),
            v.in(2).shape());
    Tensor winners = gather.apply(scatter.apply(new Values(Emit.zeros(v.inSpec(0)), order)));
    Tensor won = Emit.equal(winners, order);
    return Emit.multiply(gather.apply(v.grad()), Emit.cast(won, v.grad()));
  }

  /** The product of all other factors, exact when some are zero. */
  private List<Tensor> multiply() {
    Tensor operandZero = Emit.equal(v.in(0), Emit.zero(v.in(0)));
    Tensor updateZero = Emit.equal(v.in(2), Emit.zero(v.in(2)));
    Tensor one = Emit.scalar(v.grad(), 1);
    Tensor operand = Emit.select(operandZero, one, v.in(0));
    Tensor updates = Emit.select(updateZero, one, v.in(2));
    Tensor product = scatter.apply(new Values(operand, updates));
    Tensor zeros =
        scatterAdd.apply(
            new Values(Emit.cast(operandZero, v.grad()), Emit.cast(updateZero, v.grad())));
    return Arrays.asList(
        v.wants(0) ? others(v.grad(), product, zeros, operand, operandZero) : null,
        null,
        v.wants(2)
            ? others(
                gather.apply(v.grad()),
                gather.apply(product),
                gather.apply(zeros),
                updates,
                updateZero)
            : null);
  }

  /**
   * {@code gradient} times the product of all factors but one.
   *
   * @param product of all factors that are not zero
   * @param zeros how many factors are zero
   * @param factor the one, or 1 where it is zero
   */
  static Tensor others(
      Tensor gradient, Tensor product, Tensor zeros, Tensor factor, Tensor isZero) {
    Tensor otherZeros = Emit.subtract(zeros, Emit.cast(isZero, zeros));
    Tensor none = Emit.cast(Emit.equal(otherZeros, Emit.zero(zeros)), gradient);
    return Emit.multiply(Emit.multiply(gradient, none), Emit.divide(product, factor));
  }

  /** Shared evenly by all that are equal to the result, as TensorFlow does. */
  private List<Tensor> extremum() {
    Tensor operandWins = Emit.cast(Emit.equal(v.in(0), v.out()), v.grad());
    Tensor updateWins = Emit.cast(Emit.equal(v.in(2), gather.apply(v.out())), v.grad());
    Tensor winners = scatterAdd.apply(new Values(operandWins, updateWins));
    Tensor share = Emit.divide(v.grad(), winners);
    return Arrays.asList(
        v.wants(0) ? Emit.multiply(share, operandWins) : null,
        null,
        v.wants(2) ? Emit.multiply(gather.apply(share), updateWins) : null);
  }
}
