package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.divide;
import static org.keras4j.op.Emit.multiply;

import java.util.function.UnaryOperator;
import org.keras4j.graph.Tensor;

/** Activations that the fused recurrent ops know. Layers with others run as a {@link Scan}. */
public enum RnnActivation {
  LINEAR(x -> x),
  TANH(UnaryOp.TANH::on),
  SIGMOID(UnaryOp.SIGMOID::on),
  RELU(UnaryOp.RELU::on),
  /** {@code relu6(x + 3) / 6}, as in Keras 3. */
  HARD_SIGMOID(
      x -> {
        Tensor shifted = BinaryOp.MINIMUM.on(UnaryOp.RELU.on(add(x, 3)), Emit.scalar(x, 6));
        return divide(shifted, Emit.scalar(x, 6));
      }),
  SOFTSIGN(x -> divide(x, add(UnaryOp.ABS.on(x), 1))),
  SOFTPLUS(UnaryOp.SOFTPLUS::on),
  EXPONENTIAL(UnaryOp.EXP::on),
  SILU(x -> multiply(x, UnaryOp.SIGMOID.on(x)));

  private final UnaryOperator<Tensor> function;

  RnnActivation(UnaryOperator<Tensor> function) {
    this.function = function;
  }

  /** The activation of {@code x}, as ops. */
  public Tensor apply(Tensor x) {
    return function.apply(x);
  }
}
