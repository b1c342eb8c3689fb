package org.keras4j.backend.fused;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;

/** Element-wise functions that {@link WithEpilogue} ends with. */
public enum EpilogueFunction {
  NONE,
  RELU,
  /** {@code min(max(x, 0), 6)}. */
  RELU6,
  TANH,
  SIGMOID,
  /** {@code x * sigmoid(x)}. */
  SILU;

  /** The function as ops. */
  public Tensor apply(Tensor x) {
    return switch (this) {
      case NONE -> x;
      case RELU -> UnaryOp.RELU.on(x);
      case RELU6 -> BinaryOp.MINIMUM.on(UnaryOp.RELU.on(x), Constant.scalar(x.dtype(), 6));
      case TANH -> UnaryOp.TANH.on(x);
      case SIGMOID -> UnaryOp.SIGMOID.on(x);
      case SILU -> BinaryOp.MULTIPLY.on(x, UnaryOp.SIGMOID.on(x));
    };
  }
}
