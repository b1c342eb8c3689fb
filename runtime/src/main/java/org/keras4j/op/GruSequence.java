package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Emit.subtract;
import static org.keras4j.op.Expr.matmul;
import static org.keras4j.op.Expr.sliceLast;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * A gated recurrent unit over a whole sequence. Keras: the inner loop of {@code keras.layers.GRU}.
 *
 * <p>Inputs: x {@code (B, T, 3 U)}, the input times its kernel plus the input bias, gates in Keras'
 * order update, reset, candidate; h0 {@code (B, U)}; recurrent kernel {@code (U, 3 U)}; recurrent
 * bias {@code (3 U)} if {@code recurrentBias}; mask if {@link SequenceOptions#masked}. Outputs:
 * sequence or last output, last h.
 *
 * @param resetAfter whether the reset gate is applied after the product with the recurrent kernel
 * @param recurrentBias only with {@code resetAfter}
 */
public record GruSequence(
    RnnActivation activation,
    RnnActivation recurrentActivation,
    boolean resetAfter,
    boolean recurrentBias,
    SequenceOptions options)
    implements CompositeOp {
  public GruSequence {
    if (recurrentBias && !resetAfter) {
      throw new ShapeException("A GRU has a recurrent bias only with reset_after=True");
    }
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return SequenceScan.infer(this, inputs, options, 3, 1, recurrentBias ? 2 : 1);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return SequenceScan.unroll(inputs, options, 1, recurrentBias ? 2 : 1, this::step);
  }

  private List<Tensor> step(Tensor x, List<Tensor> states, List<Tensor> weights) {
    Tensor h = states.get(0);
    Tensor kernel = weights.get(0);
    int units = h.dim(1);
    Tensor inner = matmul(h, resetAfter ? kernel : sliceLast(kernel, 0, 2 * units));
    if (recurrentBias) {
      inner = add(inner, weights.get(1));
    }
    Tensor gates = add(sliceLast(x, 0, 2 * units), sliceLast(inner, 0, 2 * units));
    Tensor update = recurrentActivation.apply(sliceLast(gates, 0, units));
    Tensor reset = recurrentActivation.apply(sliceLast(gates, units, 2 * units));
    Tensor memory =
        resetAfter
            ? multiply(reset, sliceLast(inner, 2 * units, 3 * units))
            : matmul(multiply(reset, h), sliceLast(kernel, 2 * units, 3 * units));
    Tensor candidate = activation.apply(add(sliceLast(x, 2 * units, 3 * units), memory));
    return List.of(add(candidate, multiply(update, subtract(h, candidate))));
  }
}
