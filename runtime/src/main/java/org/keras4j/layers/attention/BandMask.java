package org.keras4j.layers.attention;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Iota;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A bool mask {@code (1, T, S)} by the distance of positions. Inputs: two tensors of which axis 1
 * has length T and S.
 *
 * @param causal whether position t sees only positions up to t
 * @param window positions nearer than this are seen; 0 for all
 */
record BandMask(boolean causal, int window) implements ShapeDependentOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Shape shape = Shape.of(1, inputs.get(0).shape().dim(1), inputs.get(1).shape().dim(1));
    return List.of(new TensorSpec(DType.BOOL, shape));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    TensorSpec spec = TensorSpec.of(DType.INT32, 1, inputs.get(0).dim(1), inputs.get(1).dim(1));
    Tensor row = new Iota(spec, 1).on();
    Tensor column = new Iota(spec, 2).on();
    Tensor past = CompareOp.LESS_EQUAL.on(column, row);
    if (window == 0) {
      return List.of(past);
    }
    Tensor near = LogicOps.less(MathOps.abs(MathOps.subtract(row, column)), window);
    return List.of(causal ? LogicOps.logicalAnd(past, near) : near);
  }
}
