package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.TensorSpec;

/**
 * A fully connected recurrent net over a whole sequence. Keras: the inner loop of {@code
 * keras.layers.SimpleRNN}.
 *
 * <p>Inputs: x {@code (B, T, U)}, the input times its kernel plus the bias; h0 {@code (B, U)};
 * recurrent kernel {@code (U, U)}; mask if {@link SequenceOptions#masked}. Outputs: sequence or
 * last output, last h.
 */
public record SimpleRnnSequence(RnnActivation activation, SequenceOptions options)
    implements CompositeOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return SequenceScan.infer(this, inputs, options, 1, 1, 1);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return SequenceScan.unroll(
        inputs,
        options,
        1,
        1,
        (x, states, weights) ->
            List.of(activation.apply(Emit.add(x, Expr.matmul(states.get(0), weights.get(0))))));
  }
}
