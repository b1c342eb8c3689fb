package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;

/**
 * Splits off what depends on weights and constants alone. It goes into a prologue that assigns
 * variables of its own, and that needs to run only when a weight was assigned. Variables that the
 * function itself updates are no weights: they change with each run.
 */
public final class HoistWeights {
  /**
   * Results above this many elements are hoisted only if they are not much larger than operands.
   */
  private static final long LARGE = 1 << 16;

  private static final int GROWTH = 2;

  /**
   * The two parts.
   *
   * @param prologue without inputs and outputs, or {@code null} if nothing can be split off
   */
  public record Split(GraphFunction function, GraphFunction prologue) {}

  private final Set<Tensor> fixed = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Set<Variable> updated = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
  private final List<GraphFunction.Update> hoisted = new ArrayList<>();

  private HoistWeights() {}

  /** Splits {@code function}. */
  public static Split split(GraphFunction function) {
    return new HoistWeights().run(function);
  }

  private Split run(GraphFunction function) {
    function.updates().forEach(update -> updated.add(update.variable()));
    for (Node node : function.nodes()) {
      if (isFixed(node)) {
        fixed.addAll(node.outputs());
      }
    }
    for (Node node : function.nodes()) {
      if (!fixed.containsAll(node.outputs())) {
        node.inputs().forEach(this::hoist);
      }
    }
    function.roots().forEach(this::hoist);
    if (hoisted.isEmpty()) {
      return new Split(function, null);
    }
    function.inputs().forEach(input -> replacements.put(input, input));
    List<Tensor> roots = Graphs.rewrite(function.roots(), replacements, Graphs::rebuild);
    return new Split(
        Rewrites.withRoots(function, roots), new GraphFunction(List.of(), List.of(), hoisted));
  }

  private boolean isFixed(Node node) {
    if (node.op() instanceof Placeholder || !node.op().isPure()) {
      return false;
    }
    if (node.op() instanceof ReadVariable read) {
      return !updated.contains(read.variable());
    }
    if (!fixed.containsAll(node.inputs())) {
      return false;
    }
    long in = node.inputs().stream().mapToLong(input -> input.shape().size()).sum();
    long out = node.outputs().stream().mapToLong(output -> output.shape().size()).sum();
    return out <= LARGE || out <= GROWTH * in;
  }

  private void hoist(Tensor tensor) {
    boolean isRead =
        tensor.node().op() instanceof ReadVariable || tensor.node().op() instanceof Constant;
    if (!fixed.contains(tensor) || isRead || replacements.containsKey(tensor)) {
      return;
    }
    String name = "derived_" + hoisted.size();
    Variable variable =
        new Variable(
            name,
            name,
            tensor.spec(),
            false,
            () -> {
              throw new IllegalStateException(name + " is read before the prologue ran");
            });
    hoisted.add(new GraphFunction.Update(variable, tensor));
    replacements.put(tensor, ReadVariable.of(variable));
  }
}
