package org.keras4j.autodiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.TensorSpec;

/**
 * The gradient of a call whose shapes are not known yet. Derivative rules are written for known
 * shapes; this op stands for one until the graph meets real shapes, and then decomposes into it.
 *
 * <p>Inputs: those of the call, then the gradients of the outputs that have one. Outputs: the
 * gradients of the wanted inputs.
 */
record DeferredVjp(Op op, List<Boolean> wants, List<Boolean> present) implements CompositeOp {
  DeferredVjp {
    wants = List.copyOf(wants);
    present = List.copyOf(present);
  }

  /** Gradients of {@code node}'s inputs, {@code null} where not wanted. */
  static List<Tensor> call(Node node, List<Tensor> outputGradients, List<Boolean> wants) {
    List<Tensor> inputs = new ArrayList<>(node.inputs());
    outputGradients.stream().filter(Objects::nonNull).forEach(inputs::add);
    List<Boolean> present = outputGradients.stream().map(Objects::nonNull).toList();
    List<Tensor> found = new DeferredVjp(node.op(), wants, present).call(inputs);
    List<Tensor> result = new ArrayList<>();
    int next = 0;
    for (boolean want : wants) {
      result.add(want ? found.get(next++) : null);
    }
    return result;
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    List<TensorSpec> result = new ArrayList<>();
    for (int i = 0; i < wants.size(); i++) {
      if (wants.get(i)) {
        result.add(inputs.get(i));
      }
    }
    return result;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Node node = Node.of(op, inputs.subList(0, wants.size()));
    List<Tensor> outputGradients = new ArrayList<>();
    int next = wants.size();
    for (boolean given : present) {
      outputGradients.add(given ? inputs.get(next++) : null);
    }
    List<Tensor> gradients = Gradients.backward(node, outputGradients, wants);
    List<Tensor> result = new ArrayList<>();
    for (int i = 0; i < wants.size(); i++) {
      if (wants.get(i)) {
        Tensor none = gradients.get(i) == null ? Gradients.zeros(node.input(i)) : null;
        result.add(none == null ? gradients.get(i) : none);
      }
    }
    return result;
  }
}
