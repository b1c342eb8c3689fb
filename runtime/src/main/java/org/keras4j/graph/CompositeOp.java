package org.keras4j.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.tensor.TensorSpec;

/**
 * An op that is defined by other ops. It needs no kernel, no shape rule and no derivative of its
 * own; a backend may add a fused kernel, and {@link #vjp} may be overridden where a better
 * derivative is known.
 */
public interface CompositeOp extends Op {
  /** The outputs in terms of other ops. */
  List<Tensor> decompose(List<Tensor> inputs);

  /** By decomposition over placeholders. */
  @Override
  default List<TensorSpec> infer(List<TensorSpec> inputs) {
    List<Tensor> placeholders = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      placeholders.add(Placeholder.of("in_" + i, inputs.get(i)));
    }
    return decompose(placeholders).stream().map(Tensor::spec).toList();
  }

  /** {@code null}: the derivative of the decomposition is taken. */
  @Override
  default List<Tensor> vjp(Vjp v) {
    return null;
  }
}
