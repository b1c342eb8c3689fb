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
 * The {@code k} largest elements of the last axis in descending order, and their positions (int32);
 * of equals, the first comes first. Keras: {@code keras.ops.top_k}.
 */
public record TopK(int k) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Shape shape = in.get(0).shape();
    OpChecks.require(shape.rank() >= 1, this, "rank 1 or more", shape);
    boolean fits = k >= 0 && (!shape.isKnown(-1) || k <= shape.dim(-1));
    OpChecks.require(fits, this, "k within the last axis of " + shape, k);
    TensorSpec values = in.get(0).withShape(shape.withDim(-1, k));
    return List.of(values, values.withDType(DType.INT32));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    if (v.grad(0) == null) {
      return Arrays.asList((Tensor) null);
    }
    Tensor zeros = Emit.zeros(v.inSpec(0));
    int last = v.in(0).rank() - 1;
    return List.of(new ScatterElements(last, ScatterKind.ADD).on(zeros, v.out(1), v.grad(0)));
  }
}
