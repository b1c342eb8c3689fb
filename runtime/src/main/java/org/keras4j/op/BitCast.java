package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * The same little-endian bytes read as another dtype. The last dimension grows or shrinks by the
 * ratio of the widths. Keras: {@code keras.ops.view}.
 */
public record BitCast(DType dtype) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    DType from = in.get(0).dtype();
    OpChecks.require(from.isNumeric() && dtype.isNumeric(), this, "numbers", in.get(0));
    Shape shape = in.get(0).shape();
    if (from.bytes() != dtype.bytes()) {
      OpChecks.require(shape.rank() > 0, this, "rank 1 or more when widths differ", in.get(0));
      int last = shape.dim(-1);
      if (last != Shape.UNKNOWN) {
        if (last * from.bytes() % dtype.bytes() != 0) {
          throw new ShapeException(
              "Cannot view array of shape "
                  + shape
                  + " and dtype "
                  + from
                  + " as "
                  + dtype
                  + ": the last axis holds "
                  + last * from.bytes()
                  + " bytes, not a multiple of "
                  + dtype.bytes());
        }
        shape = shape.withDim(-1, last * from.bytes() / dtype.bytes());
      }
    }
    return List.of(new TensorSpec(dtype, shape));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
