package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Runs graphs node by node on host arrays. Slow and plain; safe for use by several threads.
 * Composite ops without a kernel are decomposed at the shapes they meet.
 */
public final class ReferenceInterpreter {
  /** Results of a run: outputs, and new values of variables, which are not assigned. */
  public record Result(List<NDArray> outputs, Map<Variable, NDArray> updates) {}

  private final ReferenceKernels kernels;

  public ReferenceInterpreter(ReferenceKernels kernels) {
    this.kernels = kernels;
  }

  /** An interpreter for all built-in ops. */
  public static ReferenceInterpreter standard() {
    return new ReferenceInterpreter(ReferenceKernels.standard());
  }

  /**
   * Runs {@code function}.
   *
   * @throws ShapeException when an input does not fit its placeholder
   */
  public Result run(GraphFunction function, List<NDArray> inputs) {
    if (inputs.size() != function.inputs().size()) {
      throw new ShapeException(
          "The function takes " + function.inputs().size() + " inputs. Received: " + inputs.size());
    }
    Map<Tensor, NDArray> feeds = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor input = function.inputs().get(i);
      if (!input.spec().isCompatible(inputs.get(i).spec())) {
        throw new ShapeException(
            "Input " + i + " must be " + input.spec() + ". Received: " + inputs.get(i).spec());
      }
      feeds.put(input, inputs.get(i));
    }
    List<NDArray> values = evaluate(function.roots(), feeds);
    Map<Variable, NDArray> updates = new LinkedHashMap<>();
    int outputs = function.outputs().size();
    for (int i = 0; i < function.updates().size(); i++) {
      updates.put(function.updates().get(i).variable(), values.get(outputs + i));
    }
    return new Result(values.subList(0, outputs), updates);
  }

  /** The value of one tensor that depends on no placeholder. */
  public NDArray evaluate(Tensor tensor) {
    return evaluate(List.of(tensor), Map.of()).get(0);
  }

  /**
   * Values of {@code roots}, given those of some tensors.
   *
   * @param feeds by identity; at least every placeholder that the roots need
   */
  public List<NDArray> evaluate(List<Tensor> roots, Map<Tensor, NDArray> feeds) {
    Map<Tensor, NDArray> values = new IdentityHashMap<>(feeds);
    List<Node> order = Graphs.topological(roots);
    Map<Tensor, Integer> uses = new IdentityHashMap<>();
    roots.forEach(root -> uses.merge(root, 1, Integer::sum));
    order.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    for (Node node : order) {
      if (!node.outputs().stream().allMatch(values::containsKey)) {
        List<NDArray> outputs = call(node, node.inputs().stream().map(values::get).toList());
        for (int i = 0; i < outputs.size(); i++) {
          values.put(node.outputs().get(i), outputs.get(i));
        }
      }
      for (Tensor input : node.inputs()) {
        if (uses.merge(input, -1, Integer::sum) == 0) {
          values.remove(input);
        }
      }
    }
    return roots.stream().map(values::get).toList();
  }

  private List<NDArray> call(Node node, List<NDArray> inputs) {
    Op op = node.op();
    if (op instanceof Constant constant) {
      return List.of(constant.value());
    }
    if (op instanceof ReadVariable read) {
      return List.of(read.variable().value());
    }
    if (op instanceof Placeholder placeholder) {
      throw new KerasException("No value was given for input '" + placeholder.label() + "'");
    }
    return call(op, inputs);
  }

  /** The outputs of one call. */
  public List<NDArray> call(Op op, List<NDArray> inputs) {
    List<TensorSpec> expected = op.infer(inputs.stream().map(NDArray::spec).toList());
    List<NDArray> outputs = compute(op, inputs);
    for (int i = 0; i < expected.size(); i++) {
      if (!expected.get(i).isCompatible(outputs.get(i).spec())) {
        throw new IllegalStateException(
            "Reference kernel of "
                + op
                + " gave "
                + outputs.get(i).spec()
                + ", not "
                + expected.get(i));
      }
    }
    return outputs;
  }

  private List<NDArray> compute(Op op, List<NDArray> inputs) {
    ReferenceKernel<Op> kernel = kernels.find(op);
    if (kernel != null) {
      return kernel.run(op, inputs, this);
    }
    if (!(op instanceof CompositeOp composite)) {
      throw new KerasException(
          "There is no reference kernel for op "
              + op
              + ". Add one with ReferenceKernels.with(), or make the op a CompositeOp");
    }
    List<Tensor> placeholders = new ArrayList<>();
    Map<Tensor, NDArray> feeds = new IdentityHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      Tensor placeholder = Placeholder.of("in_" + i, inputs.get(i).spec());
      placeholders.add(placeholder);
      feeds.put(placeholder, inputs.get(i));
    }
    return evaluate(composite.decompose(placeholders), feeds);
  }
}
