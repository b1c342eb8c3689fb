package org.keras4j.layers.rnn;

import java.util.List;
import org.keras4j.activations.Activation;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;

/** The arithmetic of a long short-term memory, dense or convolutional. */
final class LstmGates {
  private LstmGates() {}

  /** Output and states from the gates input, forget, candidate, output before activation. */
  static Cell.Step step(
      Activation activation, Activation recurrentActivation, List<Tensor> gates, Tensor c) {
    Tensor input = recurrentActivation.apply(gates.get(0));
    Tensor forget = recurrentActivation.apply(gates.get(1));
    Tensor candidate = activation.apply(gates.get(2));
    Tensor output = recurrentActivation.apply(gates.get(3));
    Tensor kept = BinaryOp.MULTIPLY.on(forget, c);
    Tensor newC = BinaryOp.ADD.on(kept, BinaryOp.MULTIPLY.on(input, candidate));
    Tensor newH = BinaryOp.MULTIPLY.on(output, activation.apply(newC));
    return new Cell.Step(newH, List.of(newH, newC));
  }
}
