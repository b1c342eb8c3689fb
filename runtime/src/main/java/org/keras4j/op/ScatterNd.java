package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The operand with slices changed at index tuples: inputs operand, indices {@code [..., k]} into
 * its first {@code k} axes, updates {@code [..., rest]}. Indices must lie inside. Keras: {@code
 * keras.ops.scatter}, {@code scatter_update}, {@code segment_sum}.
 */
public record ScatterNd(ScatterKind kind) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 3);
    OpChecks.sameDType(this, List.of(in.get(0), in.get(2)));
    OpChecks.integers(this, "indices", in.get(1));
    Shape operand = in.get(0).shape();
    Shape indices = in.get(1).shape();
    OpChecks.require(
        indices.rank() >= 1 && indices.isKnown(-1) && indices.dim(-1) <= operand.rank(),
        this,
        "indices whose last axis counts axes of " + operand,
        indices);
    Shape updates =
        indices.slice(0, indices.rank() - 1).concat(operand.slice(indices.dim(-1), operand.rank()));
    OpChecks.require(
        updates.isCompatible(in.get(2).shape()), this, "updates of shape " + updates, in.get(2));
    return List.of(in.get(0));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor indices = v.in(1);
    return ScatterGradient.of(
        v,
        kind,
        values -> on(values.operand(), indices, values.updates()),
        values -> new ScatterNd(ScatterKind.ADD).on(values.operand(), indices, values.updates()),
        x -> gather(x, indices));
  }

  /** The slices of {@code x} at the index tuples, by way of one gather on a flattened front. */
  private static Tensor gather(Tensor x, Tensor indices) {
    int depth = indices.dim(-1);
    Shape lead = indices.shape().slice(0, indices.rank() - 1);
    Shape rest = x.shape().slice(depth, x.rank());
    int[] strides = x.shape().slice(0, depth).strides();
    Tensor wide = Emit.cast(indices, DType.INT32);
    Tensor flat =
        Emit.sum(Emit.multiply(wide, Emit.ints(strides)), List.of(indices.rank() - 1), false);
    Shape front = Shape.of(x.shape().product(0, depth)).concat(rest);
    return Emit.reshape(new Gather(0).on(Emit.reshape(x, front), flat), lead.concat(rest));
  }
}
