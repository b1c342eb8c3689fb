package org.keras4j.plan;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints plans: kernel, memory and sharing of each node. */
final class PlanPrinter {
  private PlanPrinter() {}

  static String print(ExecutionPlan plan) {
    StringBuilder text = new StringBuilder();
    if (plan.prologue() != null) {
      text.append("prologue, once for each assignment of a weight:\n");
      print(plan.prologue().plan())
          .lines()
          .forEach(line -> text.append("  ").append(line).append('\n'));
    }
    text.append(plan.nodes().size()).append(" nodes, arena of ").append(plan.arenaBytes());
    text.append(" bytes, ").append(plan.weights().size()).append(" weights\n");
    for (int tensor : plan.layout().inputs()) {
      text.append(tensor(plan, tensor)).append(" = input\n");
    }
    for (int node = 0; node < plan.nodes().size(); node++) {
      text.append(line(plan, node)).append('\n');
    }
    return text.append("return ")
        .append(tensors(plan, plan.layout().outputs(), 0))
        .append('\n')
        .toString();
  }

  /** One node. */
  static String line(ExecutionPlan plan, int index) {
    PlanNode node = plan.nodes().get(index);
    int[] operands = node.operands();
    String outputs =
        IntStream.range(node.inputs(), operands.length)
            .mapToObj(i -> tensor(plan, operands[i]))
            .collect(Collectors.joining(", "));
    String inputs =
        IntStream.range(0, node.inputs())
            .mapToObj(i -> name(plan, operands[i]))
            .collect(Collectors.joining(", "));
    return outputs
        + " = "
        + node.node().op()
        + "("
        + inputs
        + ")  ["
        + node.kernel().describe()
        + "]";
  }

  private static String tensors(ExecutionPlan plan, int[] tensors, int from) {
    return IntStream.range(from, tensors.length)
        .mapToObj(i -> name(plan, tensors[i]))
        .collect(Collectors.joining(", "));
  }

  private static String name(ExecutionPlan plan, int tensor) {
    if (plan.place(tensor) instanceof Place.InWeight weight
        && plan.liveness().group(tensor) == tensor) {
      return plan.weights().variables().get(weight.index()).path();
    }
    return "%" + tensor;
  }

  private static String tensor(ExecutionPlan plan, int tensor) {
    int group = plan.liveness().group(tensor);
    String shared = group == tensor ? "" : " over %" + group;
    return "%" + tensor + ":" + plan.spec(tensor) + "@" + place(plan.place(tensor)) + shared;
  }

  private static String place(Place place) {
    if (place instanceof Place.InArena in) {
      return in.storage().name().toLowerCase(java.util.Locale.ROOT) + in.slab() + "+" + in.offset();
    }
    if (place instanceof Place.InState in) {
      return "state" + in.index();
    }
    return place instanceof Place.InWeight
        ? "weight"
        : place instanceof Place.InConstant ? "constant" : "-";
  }
}
