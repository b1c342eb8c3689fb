package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.Cond;
import org.keras4j.op.Scan;
import org.keras4j.op.WhileLoop;

/**
 * Lets loops and branches read weights and constants by themselves instead of being passed them, so
 * that they are read in place and their packed copies are kept between steps.
 */
public final class SinkWeights implements Pass {
  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Set<Variable> updated = Collections.newSetFromMap(new IdentityHashMap<>());
    function.updates().forEach(update -> updated.add(update.variable()));
    return Rewrites.nodes(function, (node, inputs) -> sink(node, inputs, updated));
  }

  private static List<Tensor> sink(Node node, List<Tensor> inputs, Set<Variable> updated) {
    if (node.op() instanceof Scan scan) {
      int own = scan.carries() + scan.sequences();
      IntPredicate sinks = i -> i >= own && isFixed(inputs.get(i), updated);
      if (anySinks(inputs, sinks)) {
        GraphFunction body = absorb(scan.body(), inputs, 0, sinks);
        return new Scan(body, scan.carries(), scan.sequences(), scan.length(), scan.reverse())
            .call(remaining(inputs, sinks));
      }
    }
    if (node.op() instanceof WhileLoop loop) {
      int own = loop.body().outputs().size();
      IntPredicate sinks = i -> i >= own && isFixed(inputs.get(i), updated);
      if (anySinks(inputs, sinks)) {
        GraphFunction condition = absorb(loop.condition(), inputs, 0, sinks);
        return new WhileLoop(condition, absorb(loop.body(), inputs, 0, sinks))
            .call(remaining(inputs, sinks));
      }
    }
    if (node.op() instanceof Cond cond) {
      IntPredicate sinks = i -> i >= 1 && isFixed(inputs.get(i), updated);
      if (anySinks(inputs, sinks)) {
        GraphFunction onTrue = absorb(cond.thenBranch(), inputs, 1, sinks);
        return new Cond(onTrue, absorb(cond.elseBranch(), inputs, 1, sinks))
            .call(remaining(inputs, sinks));
      }
    }
    return Graphs.rebuild(node, inputs);
  }

  private static boolean isFixed(Tensor tensor, Set<Variable> updated) {
    return tensor.node().op() instanceof Constant
        || tensor.node().op() instanceof ReadVariable read && !updated.contains(read.variable());
  }

  private static boolean anySinks(List<Tensor> inputs, IntPredicate sinks) {
    for (int i = 0; i < inputs.size(); i++) {
      if (sinks.test(i)) {
        return true;
      }
    }
    return false;
  }

  private static List<Tensor> remaining(List<Tensor> inputs, IntPredicate sinks) {
    List<Tensor> remaining = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      if (!sinks.test(i)) {
        remaining.add(inputs.get(i));
      }
    }
    return remaining;
  }

  /**
   * {@code function} with some inputs replaced by what is passed for them.
   *
   * @param first the node's input that is the function's first
   */
  private static GraphFunction absorb(
      GraphFunction function, List<Tensor> arguments, int first, IntPredicate sinks) {
    Map<Tensor, Tensor> replacements = new IdentityHashMap<>();
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < function.inputs().size(); i++) {
      Tensor input = function.inputs().get(i);
      if (sinks.test(first + i)) {
        replacements.put(input, arguments.get(first + i).node().op().on());
      } else {
        replacements.put(input, input);
        inputs.add(input);
      }
    }
    List<Tensor> roots = Graphs.rewrite(function.outputs(), replacements, Graphs::rebuild);
    return GraphFunction.of(inputs, roots);
  }
}
