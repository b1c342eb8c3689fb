package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.divide;
import static org.keras4j.op.Emit.multiply;

import java.util.function.UnaryOperator;
import org.keras4j.graph.Tensor;

/** Activations that the fused recurrent ops know. Layers with others run as a {@link Scan}. */
public enum RnnActivation {
  LINEAR(x -> x, y -> Emit.scalar(y, 1)),
  TANH(UnaryOp.TANH::on, y -> Emit.oneMinus(Emit.square(y))),
  SIGMOID(UnaryOp.SIGMOID::on, y -> multiply(y, Emit.oneMinus(y))),
  RELU(UnaryOp.RELU::on, RnnActivation::isPositive),
  /** {@code relu6(x + 3) / 6}, as in Keras 3. */
  HARD_SIGMOID(
      x -> {
        Tensor shifted = BinaryOp.MINIMUM.on(UnaryOp.RELU.on(add(x, 3)), Emit.scalar(x, 6));
        return divide(shifted, Emit.scalar(x, 6));
      },
      y -> divide(multiply(isPositive(y), isPositive(Emit.oneMinus(y))), Emit.scalar(y, 6))),
  SOFTSIGN(
      x -> divide(x, add(UnaryOp.ABS.on(x), 1)),
      y -> Emit.square(Emit.oneMinus(UnaryOp.ABS.on(y)))),
  SOFTPLUS(UnaryOp.SOFTPLUS::on, y -> Emit.oneMinus(UnaryOp.EXP.on(Emit.negate(y)))),
  EXPONENTIAL(UnaryOp.EXP::on, y -> y),
  SILU(x -> multiply(x, UnaryOp.SIGMOID.on(x)), null);

  private final UnaryOperator<Tensor> function;
  private final UnaryOperator<Tensor> derivative;

  RnnActivation(UnaryOperator<Tensor> function, UnaryOperator<Tensor> derivative) {
    this.function = function;
    this.derivative = derivative;
  }

  private static Tensor isPositive(Tensor y) {
    return Emit.cast(CompareOp.GREATER.on(y, Emit.zero(y)), y);
  }

  /** Whether the derivative can be told from the function's value. */
  public boolean hasDerivativeOfValue() {
    return derivative != null;
  }

  /** The derivative where the function has the value {@code y}, as ops. */
  public Tensor derivative(Tensor y) {
    return derivative.apply(y);
  }

  /** The activation of {@code x}, as ops. */
  public Tensor apply(Tensor x) {
    return function.apply(x);
  }
}
