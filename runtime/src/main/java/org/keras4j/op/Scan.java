package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A loop over the first axis of sequences, carrying state. Keras: {@code keras.ops.scan}.
 *
 * <p>Inputs: {@code carries} initial states, {@code sequences} tensors {@code (length, ...)}, then
 * whatever else the body reads. The body maps (carries, one slice of each sequence, the rest) to
 * (new carries, values to stack). Outputs: final carries, then each stacked value {@code (length,
 * ...)}; the value made from slice t is at t, also when the loop runs in reverse.
 *
 * @param length number of steps; may be {@link Shape#UNKNOWN} while a model is being built
 */
public record Scan(GraphFunction body, int carries, int sequences, int length, boolean reverse)
    implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, body.inputs().size());
    int steps = length;
    for (int i = 0; i < inputs.size(); i++) {
      TensorSpec expected = body.inputs().get(i).spec();
      if (i >= carries && i < carries + sequences) {
        Shape sequence = Expect.minRank(this, inputs, i, 1);
        steps = Expect.sameDim(this, inputs, "numbers of steps", steps, sequence.dim(0));
        expected = expected.withShape(expected.shape().insertDim(0, steps));
      }
      Expect.check(
          expected.isCompatible(inputs.get(i)),
          this,
          "expects input " + i + " as " + expected,
          inputs);
    }
    List<TensorSpec> results = body.outputSpecs();
    Expect.check(
        results.size() >= carries, this, "expects a body that returns its carries", results);
    List<TensorSpec> outputs = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      TensorSpec result = results.get(i);
      if (i < carries) {
        Expect.check(
            body.inputs().get(i).spec().isCompatible(result),
            this,
            "carry " + i + " must keep its dtype and shape, " + body.inputs().get(i).spec(),
            results);
        outputs.add(result);
      } else {
        outputs.add(result.withShape(result.shape().insertDim(0, steps)));
      }
    }
    return outputs;
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return new ScanGradient(this, v).inputGradients();
  }

  @Override
  public String toString() {
    return "Scan[carries="
        + carries
        + ", sequences="
        + sequences
        + ", length="
        + length
        + ", reverse="
        + reverse
        + "]";
  }
}
