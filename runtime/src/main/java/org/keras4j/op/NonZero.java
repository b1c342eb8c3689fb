package org.keras4j.op;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Positions of the elements that are not zero: one int64 vector an axis, in row-major order. Their
 * length is known only when the graph runs. Keras: {@code keras.ops.nonzero}.
 */
public record NonZero() implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    int rank = in.get(0).shape().rank();
    OpChecks.require(
        rank >= 1 && in.get(0).dtype().isNumeric(), this, "numbers of rank 1 or more", in.get(0));
    return Collections.nCopies(rank, TensorSpec.of(DType.INT64, Shape.UNKNOWN));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
