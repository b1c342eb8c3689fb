package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Expr.sliceLast;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * A long short-term memory over a whole sequence. Keras: the inner loop of {@code
 * keras.layers.LSTM}.
 *
 * <p>Inputs: x {@code (B, T, 4 U)}, the input times its kernel plus the bias, gates in Keras' order
 * input, forget, candidate, output; h0 and c0 {@code (B, U)}; recurrent kernel {@code (U, 4 U)};
 * mask if {@link SequenceOptions#masked}. Outputs: sequence or last output, last h, last c.
 */
public record LstmSequence(
    RnnActivation activation, RnnActivation recurrentActivation, SequenceOptions options)
    implements CompositeOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return SequenceScan.infer(this, inputs, options, 4, 2, 1);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return SequenceScan.unroll(inputs, options, 2, 1, this::step);
  }

  /** With what {@link LstmTraining} keeps; of a half float's derivative nothing is rounded. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    if (!activation.hasDerivativeOfValue() || !recurrentActivation.hasDerivativeOfValue()) {
      return null;
    }
    return LstmGradient.of(this, v);
  }

  private List<Tensor> step(Tensor x, List<Tensor> states, List<Tensor> weights) {
    return step(x, states, weights, false);
  }

  /** One step; if {@code keeps}, followed by what {@link LstmTraining} gives. */
  List<Tensor> step(Tensor x, List<Tensor> states, List<Tensor> weights, boolean keeps) {
    Tensor h = states.get(0);
    Tensor c = states.get(1);
    int units = h.dim(1);
    Tensor z = add(x, Expr.matmul(h, weights.get(0)));
    Tensor input = recurrentActivation.apply(sliceLast(z, 0, units));
    Tensor forget = recurrentActivation.apply(sliceLast(z, units, 2 * units));
    Tensor candidate = activation.apply(sliceLast(z, 2 * units, 3 * units));
    Tensor output = recurrentActivation.apply(sliceLast(z, 3 * units, 4 * units));
    Tensor newC = add(multiply(forget, c), multiply(input, candidate));
    Tensor activated = activation.apply(newC);
    Tensor newH = multiply(output, activated);
    if (!keeps) {
      return List.of(newH, newC);
    }
    Tensor gates = new Concat(1).on(input, forget, candidate, output);
    return List.of(newH, newC, gates, activated, h, c);
  }
}
