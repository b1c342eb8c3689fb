package org.keras4j.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;

/**
 * Reverse-mode differentiation of a piece of graph: from gradients of its outputs to gradients of its
 * inputs. Control flow ops use it on their bodies.
 */
public final class Pullback {
  private final Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
  private final Set<Tensor> dependent = Collections.newSetFromMap(new IdentityHashMap<>());

  private Pullback() {}

  /**
   * The gradients of {@code inputs}.
   *
   * @param outputGradients one entry an output, {@code null} for zero
   * @param inputs any tensors that the outputs were computed from
   * @return one entry an input, {@code null} where nothing flows back
   * @throws GradientException when an op on the way has no derivative
   */
  public static List<Tensor> of(
      List<Tensor> outputs, List<Tensor> outputGradients, List<Tensor> inputs) {
    return new Pullback().run(outputs, outputGradients, inputs);
  }

  private List<Tensor> run(
      List<Tensor> outputs, List<Tensor> outputGradients, List<Tensor> inputs) {
    Map<Tensor, Tensor> known = new IdentityHashMap<>();
    inputs.forEach(input -> known.put(input, input));
    dependent.addAll(inputs);
    List<Node> order = new ArrayList<>();
    // A rewrite that changes nothing visits the nodes between inputs and outputs, and no others.
    Graphs.rewrite(
        outputs,
        known,
        (node, ignored) -> {
          order.add(node);
          if (node.inputs().stream().anyMatch(dependent::contains)) {
            dependent.addAll(node.outputs());
          }
          return node.outputs();
        });
    for (int i = 0; i < outputs.size(); i++) {
      accumulate(outputs.get(i), outputGradients.get(i));
    }
    Collections.reverse(order);
    order.forEach(this::backward);
    return inputs.stream().map(gradients::get).collect(ArrayList::new, List::add, List::addAll);
  }

  private void backward(Node node) {
    List<Tensor> outputGradients = new ArrayList<>();
    node.outputs().forEach(output -> outputGradients.add(gradients.get(output)));
    if (outputGradients.stream().allMatch(g -> g == null) || !dependent.containsAll(node.outputs())) {
      return;
    }
    List<Tensor> inputGradients = node.op().vjp(new Vjp(node, outputGradients, i -> wants(node, i)));
    if (inputGradients == null) {
      throughDecomposition(node, outputGradients);
      return;
    }
    for (int i = 0; i < inputGradients.size(); i++) {
      if (wants(node, i)) {
        accumulate(node.input(i), inputGradients.get(i));
      }
    }
  }

  private void throughDecomposition(Node node, List<Tensor> outputGradients) {
    if (!(node.op() instanceof CompositeOp composite)) {
      throw new GradientException("Op " + node.op().name() + " returned no gradients from vjp()");
    }
    Set<Tensor> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    distinct.addAll(node.inputs());
    List<Tensor> inputs = distinct.stream().filter(this::wants).toList();
    List<Tensor> gradientsOfInputs = of(composite.decompose(node.inputs()), outputGradients, inputs);
    for (int i = 0; i < inputs.size(); i++) {
      accumulate(inputs.get(i), gradientsOfInputs.get(i));
    }
  }

  private boolean wants(Node node, int input) {
    return wants(node.input(input));
  }

  private boolean wants(Tensor tensor) {
    return dependent.contains(tensor) && tensor.dtype().isFloating();
  }

  private void accumulate(Tensor tensor, Tensor gradient) {
    if (gradient != null) {
      gradients.merge(tensor, gradient, Emit::add);
    }
  }
}
