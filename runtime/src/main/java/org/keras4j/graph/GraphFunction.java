package org.keras4j.graph;

import java.util.List;
import java.util.Objects;
import org.keras4j.tensor.TensorSpec;

/**
 * A computation as a value: placeholders in, tensors out, and new values for variables. This is
 * what gets verified, differentiated, optimised and compiled.
 *
 * @param inputs outputs of {@link Placeholder}s
 * @param updates values that variables take when a run is complete
 */
public record GraphFunction(List<Tensor> inputs, List<Tensor> outputs, List<Update> updates) {
  /** A new value for a variable, of the variable's type and shape. */
  public record Update(Variable variable, Tensor value) {
    public Update {
      Objects.requireNonNull(variable, "variable");
      Objects.requireNonNull(value, "value");
    }
  }

  public GraphFunction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    updates = List.copyOf(updates);
  }

  /** A function without updates. */
  public static GraphFunction of(List<Tensor> inputs, List<Tensor> outputs) {
    return new GraphFunction(inputs, outputs, List.of());
  }

  public List<TensorSpec> inputSpecs() {
    return inputs.stream().map(Tensor::spec).toList();
  }

  public List<TensorSpec> outputSpecs() {
    return outputs.stream().map(Tensor::spec).toList();
  }

  /** All tensors that a run must produce: outputs, then update values. */
  public List<Tensor> roots() {
    return java.util.stream.Stream.concat(outputs.stream(), updates.stream().map(Update::value))
        .toList();
  }

  /** Every node that the roots need, each after its inputs. */
  public List<Node> nodes() {
    return Graphs.topological(roots());
  }

  @Override
  public String toString() {
    return GraphPrinter.print(this);
  }
}
