package org.keras4j.plan;

import org.keras4j.backend.Kernel;
import org.keras4j.graph.Node;

/**
 * One node of a plan.
 *
 * @param operands numbers of the tensors it reads and writes, inputs first
 */
record PlanNode(Node node, Kernel kernel, int[] operands) {
  int inputs() {
    return node.inputs().size();
  }
}
