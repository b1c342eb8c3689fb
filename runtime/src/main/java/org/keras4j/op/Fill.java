package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/** One value everywhere, of the given fully known spec. Keras: {@code keras.ops.full}. */
public record Fill(TensorSpec spec, double value) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 0);
    OpChecks.require(
        spec.shape().isFullyKnown() && spec.dtype().isNumeric(),
        this,
        "numbers of known shape",
        spec);
    return List.of(spec);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of();
  }
}
