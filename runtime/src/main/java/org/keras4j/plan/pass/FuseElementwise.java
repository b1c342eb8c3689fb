package org.keras4j.plan.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.backend.fused.ElementwiseChain;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;

/**
 * Merges element-wise ops into chains that go over memory once. A chain takes in producers of its
 * own shape that nobody else reads.
 */
public final class FuseElementwise implements Pass {
  private static final int MAX_INSTRUCTIONS = 24;
  private static final int MAX_OPERANDS = 8;

  @Override
  public GraphFunction apply(GraphFunction function, PassContext context) {
    Uses uses = new Uses(function);
    List<Node> nodes = function.nodes();
    Set<Node> absorbed = Collections.newSetFromMap(new IdentityHashMap<>());
    Map<Node, List<Node>> chains = new IdentityHashMap<>();
    // From the end: a chain is as long as it can be from its last op on.
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (isElementwise(node) && !absorbed.contains(node)) {
        List<Node> members = members(node, uses, absorbed);
        if (members.size() > 1) {
          chains.put(node, members);
          absorbed.addAll(members);
        }
      }
    }
    // Members come out in the order of the function, and the chain stands where its last op stood.
    Map<Node, Integer> position = new IdentityHashMap<>();
    nodes.forEach(node -> position.put(node, position.size()));
    chains.values().forEach(list -> list.sort(Comparator.comparing(position::get)));
    Map<Tensor, Tensor> rebuilt = new IdentityHashMap<>();
    return Rewrites.nodes(
        function,
        (node, inputs) -> {
          for (int i = 0; i < inputs.size(); i++) {
            rebuilt.put(node.input(i), inputs.get(i));
          }
          List<Node> members = chains.get(node);
          Tensor chain = members == null ? null : chain(members, rebuilt, context);
          return chain == null ? Graphs.rebuild(node, inputs) : List.of(chain);
        });
  }

  private static boolean isElementwise(Node node) {
    return (node.op() instanceof UnaryOp || node.op() instanceof BinaryOp)
        && node.inputs().stream().allMatch(in -> in.dtype() == node.output().dtype());
  }

  private static List<Node> members(Node last, Uses uses, Set<Node> absorbed) {
    List<Node> members = new ArrayList<>(List.of(last));
    Set<Node> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.add(last);
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Node member : List.copyOf(members)) {
        for (Tensor input : member.inputs()) {
          Node producer = input.node();
          if (!set.contains(producer)
              && !absorbed.contains(producer)
              && isElementwise(producer)
              && input.shape().equals(last.output().shape())
              && !uses.isRoot(input)
              && set.containsAll(uses.of(input))
              && members.size() < MAX_INSTRUCTIONS
              && operands(members, set, producer) <= MAX_OPERANDS) {
            members.add(producer);
            set.add(producer);
            grows = true;
          }
        }
      }
    }
    return members;
  }

  /** Number of tensors read from outside if {@code candidate} joins. */
  private static int operands(List<Node> members, Set<Node> set, Node candidate) {
    Set<Tensor> outside = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> all = new ArrayList<>(members);
    all.add(candidate);
    for (Node node : all) {
      for (Tensor input : node.inputs()) {
        if (!set.contains(input.node()) && input.node() != candidate) {
          outside.add(input);
        }
      }
    }
    return outside.size();
  }

  private static Tensor chain(
      List<Node> members, Map<Tensor, Tensor> rebuilt, PassContext context) {
    Set<Tensor> made = Collections.newSetFromMap(new IdentityHashMap<>());
    members.forEach(member -> made.addAll(member.outputs()));
    Map<Tensor, Integer> numbers = new IdentityHashMap<>();
    List<Tensor> operands = new ArrayList<>();
    Map<Tensor, Integer> operandNumbers = new HashMap<>();
    for (Node member : members) {
      for (Tensor input : member.inputs()) {
        if (!made.contains(input)) {
          Tensor operand = rebuilt.get(input);
          int number =
              operandNumbers.computeIfAbsent(
                  operand,
                  key -> {
                    operands.add(key);
                    return operands.size() - 1;
                  });
          numbers.put(input, number);
        }
      }
    }
    List<ElementwiseChain.Instruction> instructions = new ArrayList<>();
    for (Node member : members) {
      List<Integer> arguments = member.inputs().stream().map(numbers::get).toList();
      instructions.add(new ElementwiseChain.Instruction(member.op(), arguments));
      numbers.put(member.output(), operands.size() + instructions.size() - 1);
    }
    ElementwiseChain op = new ElementwiseChain(operands.size(), instructions);
    return context.hasKernel(op, operands) ? op.call(operands).get(0) : null;
  }
}
