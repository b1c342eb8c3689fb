package org.keras4j.backend.fused;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;

/**
 * A product or convolution and what is done to its result while it is in the caches: {@code
 * function(anchor(x, w) + bias + residual)}.
 *
 * <p>Inputs: those of the anchor, then a bias with as many elements as the last axis if {@code
 * bias}, then a tensor of the result's shape if {@code residual}.
 *
 * @param anchor an op with two inputs and one output
 */
public record WithEpilogue(Op anchor, boolean bias, boolean residual, EpilogueFunction function)
    implements CompositeOp {
  /** The anchor alone. */
  public static WithEpilogue of(Op anchor) {
    return new WithEpilogue(anchor, false, false, EpilogueFunction.NONE);
  }

  public WithEpilogue withBias() {
    return new WithEpilogue(anchor, true, residual, function);
  }

  public WithEpilogue withResidual() {
    return new WithEpilogue(anchor, bias, true, function);
  }

  public WithEpilogue withFunction(EpilogueFunction value) {
    return new WithEpilogue(anchor, bias, residual, value);
  }

  /** Which input the residual is. */
  public int residualInput() {
    return bias ? 3 : 2;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor result = anchor.on(inputs.get(0), inputs.get(1));
    if (bias) {
      result = BinaryOp.ADD.on(result, inputs.get(2));
    }
    if (residual) {
      result = BinaryOp.ADD.on(result, inputs.get(residualInput()));
    }
    return List.of(function.apply(result));
  }
}
