package org.keras4j.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.backend.OpSignature;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Numbers the tensors of a function: inputs first, then variables that are updated in place, then
 * in the order of its nodes.
 */
final class Numbering {
  private final Map<Tensor, Integer> numbers = new IdentityHashMap<>();
  private final List<Tensor> tensors = new ArrayList<>();
  private final List<Place> fixed = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final Map<Variable, Integer> variableNumbers = new IdentityHashMap<>();
  private final List<NDArray> constants = new ArrayList<>();
  private final List<Node> computed = new ArrayList<>();
  private final Map<Variable, Integer> states = new IdentityHashMap<>();

  /**
   * Numbers for {@code function}.
   *
   * @param order its nodes
   * @param inPlace whether variables that it updates lie in a {@link ResidentState}
   */
  Numbering(GraphFunction function, List<Node> order, boolean inPlace) {
    for (Tensor input : function.inputs()) {
      add(input, null);
    }
    if (inPlace) {
      for (GraphFunction.Update update : function.updates()) {
        states.put(update.variable(), tensors.size());
        add(ReadVariable.of(update.variable()), new Place.InState(states.size() - 1));
      }
    }
    for (Node node : order) {
      if (node.op() instanceof Constant constant) {
        constants.add(constant.value());
        add(node.output(), new Place.InConstant(constants.size() - 1));
      } else if (node.op() instanceof ReadVariable read && states.containsKey(read.variable())) {
        numbers.put(node.output(), states.get(read.variable()));
      } else if (node.op() instanceof ReadVariable read) {
        int index =
            variableNumbers.computeIfAbsent(
                read.variable(),
                variable -> {
                  variables.add(variable);
                  return variables.size() - 1;
                });
        add(node.output(), new Place.InWeight(index));
      } else if (!(node.op() instanceof Placeholder)) {
        computed.add(node);
        for (Tensor output : node.outputs()) {
          add(output, null);
        }
      }
    }
  }

  private void add(Tensor tensor, Place place) {
    numbers.put(tensor, tensors.size());
    tensors.add(tensor);
    fixed.add(place);
  }

  /** The nodes that need a kernel, in order. */
  List<Node> computed() {
    return computed;
  }

  List<Variable> variables() {
    return variables;
  }

  List<NDArray> constants() {
    return constants;
  }

  int size() {
    return tensors.size();
  }

  int[] of(List<Tensor> list) {
    return list.stream().mapToInt(numbers::get).toArray();
  }

  /** For each update, the number of the variable's own tensor; empty unless updated in place. */
  int[] states(GraphFunction function) {
    return states.isEmpty()
        ? new int[0]
        : function.updates().stream().mapToInt(u -> states.get(u.variable())).toArray();
  }

  /** Operands of a node, inputs first. */
  int[] operands(Node node) {
    int[] operands = new int[node.inputs().size() + node.outputs().size()];
    int next = 0;
    for (Tensor input : node.inputs()) {
      operands[next++] = numbers.get(input);
    }
    for (Tensor output : node.outputs()) {
      operands[next++] = numbers.get(output);
    }
    return operands;
  }

  TensorSpec spec(int tensor) {
    return tensors.get(tensor).spec();
  }

  List<TensorSpec> specs() {
    return tensors.stream().map(Tensor::spec).toList();
  }

  /** Whether the tensor is a constant or a weight. */
  boolean isFixed(int tensor) {
    return fixed.get(tensor) != null;
  }

  /** What a kernel may know of a node before it runs. */
  OpSignature signature(Node node, Set<Variable> updated) {
    List<OpSignature.Source> sources = new ArrayList<>();
    for (Tensor input : node.inputs()) {
      sources.add(source(input, updated));
    }
    return new OpSignature(
        node.inputs().stream().map(Tensor::spec).toList(),
        node.outputs().stream().map(Tensor::spec).toList(),
        sources);
  }

  private static OpSignature.Source source(Tensor tensor, Set<Variable> updated) {
    if (tensor.node().op() instanceof Constant constant) {
      return OpSignature.Source.constant(constant.value());
    }
    if (tensor.node().op() instanceof ReadVariable read && !updated.contains(read.variable())) {
      return OpSignature.Source.VARIABLE;
    }
    return OpSignature.Source.COMPUTED;
  }

  /** Where each tensor lies. */
  List<Place> places(Liveness liveness, MemoryPlan memory) {
    List<Place> places = new ArrayList<>(tensors.size());
    for (int tensor = 0; tensor < tensors.size(); tensor++) {
      int group = liveness.group(tensor);
      Place place = fixed.get(group) != null ? fixed.get(group) : memory.place(group);
      places.add(place == null ? new Place.Unused() : place);
    }
    return List.copyOf(places);
  }

  ExecutionPlan.Layout layout(GraphFunction function) {
    return new ExecutionPlan.Layout(
        of(function.inputs()),
        of(function.outputs()),
        of(function.updates().stream().map(GraphFunction.Update::value).toList()));
  }
}
