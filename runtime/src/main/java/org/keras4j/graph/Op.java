package org.keras4j.graph;

import java.util.List;
import org.keras4j.tensor.TensorSpec;

/**
 * One kind of computation: attributes (usually the components of a record), a rule for the output's
 * type and shape, and a rule for its derivative. An op holds no data and knows no backend.
 *
 * <p>Ops must be immutable and compare by value, so that equal computations can be shared. Users
 * add ops through this interface; a {@link CompositeOp} needs no kernel.
 */
public interface Op {
  /** Name in errors and printed graphs. */
  default String name() {
    return getClass().getSimpleName();
  }

  /**
   * Specs of the outputs for inputs of the given specs, of which dimensions may be unknown.
   *
   * @throws org.keras4j.tensor.ShapeException when the inputs do not fit; the message names them
   */
  List<TensorSpec> infer(List<TensorSpec> inputs);

  /**
   * Gradients with respect to each input, expressed with ops: one entry an input, {@code null}
   * where there is none (integers, indices). Asked only when an output gradient exists.
   *
   * @throws GradientException when the op has no derivative
   */
  default List<Tensor> vjp(Vjp v) {
    throw new GradientException(
        "Op " + name() + " has no gradient. Stop the gradient before it, or define vjp()");
  }

  /**
   * Whether two calls with equal attributes and inputs give equal results. Ops with identity of
   * their own (placeholders) return false and are never merged.
   */
  default boolean isPure() {
    return true;
  }

  /** Calls this op: a new node, all outputs. */
  default List<Tensor> call(List<Tensor> inputs) {
    return Node.of(this, inputs).outputs();
  }

  /** Calls this op, which must have a single output. */
  default Tensor on(Tensor... inputs) {
    return Node.of(this, List.of(inputs)).output();
  }
}
