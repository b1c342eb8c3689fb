package org.keras4j.layers.rnn;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.op.Fill;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** One value in the shape {@code (batch, sample...)}; the batch size is that of the operand. */
record BatchFill(DType dtype, Shape sample, double value) implements ShapeDependentOp {
  static Tensor zeros(Tensor batch, DType dtype, Shape sample) {
    return new BatchFill(dtype, sample, 0).emit(batch);
  }

  static Tensor ones(Tensor batch, DType dtype, Shape sample) {
    return new BatchFill(dtype, sample, 1).emit(batch);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return List.of(new TensorSpec(dtype, sample.insertDim(0, inputs.get(0).shape().dim(0))));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return List.of(new Fill(infer(List.of(inputs.get(0).spec())).get(0), value).on());
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList((Tensor) null);
  }
}
