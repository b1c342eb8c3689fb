package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * The operand with single elements changed along {@code axis}: inputs operand, indices and updates
 * of equal shape, whose other dimensions equal the operand's. Indices must lie in {@code [0, dim)}.
 */
public record ScatterElements(int axis, ScatterKind kind) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 3);
    OpChecks.sameDType(this, List.of(in.get(0), in.get(2)));
    GatherElements.checkIndices(this, axis, in.get(0).shape(), in.get(1));
    boolean fits = in.get(1).shape().isCompatible(in.get(2).shape());
    OpChecks.require(fits, this, "updates of the shape of the indices", in.get(2));
    return List.of(in.get(0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor indices = v.in(1);
    ScatterElements adding = new ScatterElements(axis, ScatterKind.ADD);
    return ScatterGradient.of(
        v,
        kind,
        values -> on(values.operand(), indices, values.updates()),
        values -> adding.on(values.operand(), indices, values.updates()),
        x -> new GatherElements(axis).on(x, indices));
  }
}
