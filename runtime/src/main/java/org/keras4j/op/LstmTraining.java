package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.SavingOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A {@link LstmSequence} that keeps what {@link LstmGradient} needs.
 *
 * <p>Inputs: those of the sequence. Outputs: those of the sequence, then for each step, in the
 * order of the inputs and never as half floats: gates {@code (B, T, 4 U)} as they act, the
 * activation of the carry after the step, h before it, and the carry before it, {@code (B, T, U)}.
 */
public record LstmTraining(LstmSequence plain) implements CompositeOp, SavingOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    List<TensorSpec> outputs = new ArrayList<>(plain.infer(inputs));
    TensorSpec x = inputs.get(0);
    TensorSpec wide = x.dtype().isHalf() ? x.withDType(DType.FLOAT32) : x;
    Shape state = x.shape().withDim(2, inputs.get(1).shape().dim(1));
    outputs.add(wide);
    for (int i = 0; i < 3; i++) {
      outputs.add(wide.withShape(state));
    }
    return outputs;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return SequenceScan.unroll(
        inputs,
        plain.options(),
        2,
        1,
        (x, states, weights) -> plain.step(x, states, weights, true));
  }
}
