package org.keras4j.autodiff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.Vjp;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.FillLike;
import org.keras4j.op.StopGradient;

/**
 * Reverse-mode differentiation from graph to graph: gradients are tensors of the same graph, and
 * may be differentiated again. Only tensors of floating dtypes have gradients.
 */
public final class Gradients {
  /** What stands for the gradient of a tensor on which the outputs do not depend. */
  public enum Unconnected {
    ZERO,
    /** {@code null}. */
    NONE
  }

  private final Map<Tensor, Tensor> gradients = new IdentityHashMap<>();
  private final Set<Tensor> active = Collections.newSetFromMap(new IdentityHashMap<>());

  private Gradients() {}

  /**
   * Gradients of {@code loss} (of its sum, if it is not a scalar) with respect to {@code wanted};
   * zeros where it does not depend on one.
   */
  public static List<Tensor> of(Tensor loss, List<Tensor> wanted) {
    return of(loss, wanted, Unconnected.ZERO);
  }

  /** As {@link #of(Tensor, List)}, saying what stands where the loss does not depend on one. */
  public static List<Tensor> of(Tensor loss, List<Tensor> wanted, Unconnected unconnected) {
    return of(List.of(loss), List.of(ones(loss)), wanted, unconnected);
  }

  /**
   * Gradients of {@code loss} with respect to variables, in their order; zeros where it does not
   * depend on one.
   */
  public static Map<Variable, Tensor> of(Tensor loss, Collection<Variable> variables) {
    return ofVariables(List.of(loss), List.of(ones(loss)), variables, Unconnected.ZERO);
  }

  /** As {@link #of(List, List, List, Unconnected)}, with respect to variables. */
  public static Map<Variable, Tensor> ofVariables(
      List<Tensor> outputs,
      List<Tensor> cotangents,
      Collection<Variable> variables,
      Unconnected unconnected) {
    Map<Variable, List<Tensor>> reads = new IdentityHashMap<>();
    variables.forEach(variable -> reads.put(variable, new ArrayList<>()));
    for (Node node : Graphs.topological(outputs)) {
      if (node.op() instanceof ReadVariable read && reads.containsKey(read.variable())) {
        reads.get(read.variable()).add(node.output());
      }
    }
    List<Tensor> wanted = reads.values().stream().flatMap(List::stream).toList();
    List<Tensor> found = of(outputs, cotangents, wanted, Unconnected.NONE);
    Map<Tensor, Tensor> byRead = new IdentityHashMap<>();
    for (int i = 0; i < wanted.size(); i++) {
      byRead.put(wanted.get(i), found.get(i));
    }
    Map<Variable, Tensor> result = new LinkedHashMap<>();
    for (Variable variable : variables) {
      Tensor sum = null;
      for (Tensor read : reads.get(variable)) {
        sum = sum(sum, byRead.get(read));
      }
      boolean zero = sum == null && unconnected == Unconnected.ZERO;
      result.put(variable, zero ? zeros(ReadVariable.of(variable)) : sum);
    }
    return result;
  }

  /**
   * Gradients of the sum of {@code outputs}, each weighted by its cotangent.
   *
   * @param cotangents of the outputs' specs; {@code null} for an output that does not count
   * @return one entry for each of {@code wanted}, of its spec
   * @throws GradientException when an op on the way has no derivative, or a wrong one
   */
  public static List<Tensor> of(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wanted, Unconnected unconnected) {
    Gradients walk = new Gradients();
    walk.run(outputs, cotangents, wanted);
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : wanted) {
      Tensor gradient = walk.gradients.get(tensor);
      boolean zero = gradient == null && unconnected == Unconnected.ZERO;
      result.add(zero ? zeros(tensor) : gradient);
    }
    return result;
  }

  private void run(List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wanted) {
    Set<Tensor> targets = Collections.newSetFromMap(new IdentityHashMap<>());
    targets.addAll(wanted);
    List<Node> order = Graphs.topological(outputs);
    for (Node node : order) {
      boolean reached =
          !(node.op() instanceof StopGradient) && node.inputs().stream().anyMatch(active::contains);
      for (Tensor output : node.outputs()) {
        if (output.dtype().isFloating() && (reached || targets.contains(output))) {
          active.add(output);
        }
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      accumulate(outputs.get(i), cotangents.get(i), "the given cotangent");
    }
    for (int i = order.size() - 1; i >= 0; i--) {
      propagate(order.get(i));
    }
  }

  private void propagate(Node node) {
    boolean reached = node.outputs().stream().anyMatch(gradients::containsKey);
    if (!reached || node.inputs().stream().noneMatch(active::contains)) {
      return;
    }
    List<Tensor> outputGradients = new ArrayList<>();
    node.outputs().forEach(output -> outputGradients.add(gradients.get(output)));
    List<Tensor> inputGradients = backward(node, outputGradients);
    if (inputGradients.size() != node.inputs().size()) {
      throw new GradientException(
          "vjp() of op "
              + node.op().name()
              + " must return "
              + node.inputs().size()
              + " gradients, one an input. Received: "
              + inputGradients.size());
    }
    for (int i = 0; i < inputGradients.size(); i++) {
      accumulate(node.input(i), inputGradients.get(i), "vjp() of op " + node.op().name());
    }
  }

  private List<Tensor> backward(Node node, List<Tensor> outputGradients) {
    List<Boolean> wants = node.inputs().stream().map(active::contains).toList();
    if (!isKnown(node)) {
      return DeferredVjp.call(node, outputGradients, wants);
    }
    return backward(node, outputGradients, wants);
  }

  /** Gradients of the inputs of a node whose shapes are all known. */
  static List<Tensor> backward(Node node, List<Tensor> outputGradients, List<Boolean> wants) {
    Vjp vjp = new Vjp(node, outputGradients, wants::get, Gradients::connected);
    List<Tensor> rule = node.op().vjp(vjp);
    if (rule != null) {
      return rule;
    }
    if (node.op() instanceof CompositeOp composite) {
      return ofDecomposition(composite, node, outputGradients, wants);
    }
    throw new GradientException("vjp() of op " + node.op().name() + " returned null");
  }

  /**
   * The derivative of a composite by its decomposition. It is taken with stand-ins for the inputs,
   * which keep the walk inside: one input may depend on another, or be the same tensor.
   */
  private static List<Tensor> ofDecomposition(
      CompositeOp op, Node node, List<Tensor> outputGradients, List<Boolean> wants) {
    Map<Tensor, Tensor> actual = new IdentityHashMap<>();
    List<Tensor> inputs = standIns(node.inputs(), actual);
    List<Tensor> cotangents = standIns(outputGradients, actual);
    List<Tensor> wanted = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (wants.get(i)) {
        wanted.add(inputs.get(i));
      }
    }
    List<Tensor> found = connected(op.decompose(inputs), cotangents, wanted);
    Graphs.rewrite(found.stream().filter(Objects::nonNull).toList(), actual, Graphs::rebuild);
    List<Tensor> gradients = new ArrayList<>();
    int next = 0;
    for (boolean want : wants) {
      gradients.add(want ? actual.get(found.get(next++)) : null);
    }
    return gradients;
  }

  private static List<Tensor> standIns(List<Tensor> tensors, Map<Tensor, Tensor> actual) {
    List<Tensor> result = new ArrayList<>();
    for (Tensor tensor : tensors) {
      Tensor standIn = tensor == null ? null : Placeholder.of("stand_in", tensor.spec());
      if (standIn != null) {
        actual.put(standIn, tensor);
      }
      result.add(standIn);
    }
    return result;
  }

  private static List<Tensor> connected(
      List<Tensor> outputs, List<Tensor> cotangents, List<Tensor> wanted) {
    return of(outputs, cotangents, wanted, Unconnected.NONE);
  }

  private void accumulate(Tensor tensor, Tensor gradient, String source) {
    if (gradient == null || !active.contains(tensor)) {
      return;
    }
    if (!tensor.spec().isCompatible(gradient.spec())) {
      throw new GradientException(
          "A gradient must have the spec of its tensor, "
              + tensor.spec()
              + ". Received "
              + gradient.spec()
              + " from "
              + source);
    }
    gradients.merge(tensor, gradient, Gradients::sum);
  }

  private static Tensor sum(Tensor a, Tensor b) {
    return a == null ? b : b == null ? a : BinaryOp.ADD.on(a, b);
  }

  private static Tensor ones(Tensor like) {
    if (!like.dtype().isFloating()) {
      throw new GradientException("Only floats have gradients. Received a loss of " + like.spec());
    }
    return new FillLike(like.dtype(), 1).emit(like);
  }

  static Tensor zeros(Tensor like) {
    return new FillLike(like.dtype(), 0).emit(like);
  }

  private static boolean isKnown(Node node) {
    return node.inputs().stream().allMatch(t -> t.shape().isFullyKnown())
        && node.outputs().stream().allMatch(t -> t.shape().isFullyKnown());
  }
}
