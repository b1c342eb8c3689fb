package org.keras4j.graph;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** One call of an {@link Op}: immutable, compared by identity. */
public final class Node {
  private final Op op;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;

  private Node(Op op, List<Tensor> inputs, List<TensorSpec> specs) {
    this.op = op;
    this.inputs = inputs;
    List<Tensor> results = new ArrayList<>(specs.size());
    for (int i = 0; i < specs.size(); i++) {
      results.add(new Tensor(this, i, specs.get(i)));
    }
    this.outputs = List.copyOf(results);
  }

  /**
   * A call of {@code op}.
   *
   * @throws ShapeException when the inputs do not fit
   */
  public static Node of(Op op, List<Tensor> inputs) {
    List<Tensor> copy = List.copyOf(inputs);
    return new Node(op, copy, op.infer(copy.stream().map(Tensor::spec).toList()));
  }

  public Op op() {
    return op;
  }

  public List<Tensor> inputs() {
    return inputs;
  }

  public Tensor input(int index) {
    return inputs.get(index);
  }

  public List<Tensor> outputs() {
    return outputs;
  }

  /** The only output. */
  public Tensor output() {
    if (outputs.size() != 1) {
      throw new ShapeException("Op " + op.name() + " has " + outputs.size() + " outputs, not one");
    }
    return outputs.get(0);
  }

  @Override
  public String toString() {
    return op
        + "("
        + String.join(", ", inputs.stream().map(t -> t.spec().toString()).toList())
        + ")";
  }
}
