package org.keras4j.graph;

import java.util.List;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** A value known when the graph is made. Large regular values are better made by an op. */
public record Constant(NDArray value) implements Op {
  public static Tensor of(NDArray value) {
    return new Constant(value).on();
  }

  /** A scalar constant. */
  public static Tensor scalar(DType dtype, double value) {
    return of(NDArray.scalar(dtype, value));
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return List.of(value.spec());
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of();
  }

  @Override
  public String toString() {
    return "Constant[" + value + "]";
  }
}
