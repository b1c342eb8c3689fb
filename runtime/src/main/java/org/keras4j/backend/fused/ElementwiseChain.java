package org.keras4j.backend.fused;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;

/**
 * Several element-wise ops in one pass over memory. Every instruction's result has the output's
 * shape; operands may be smaller and broadcast.
 *
 * @param operands number of inputs: values 0 to {@code operands - 1}
 * @param instructions the i-th gives value {@code operands + i}; the last is the output
 */
public record ElementwiseChain(int operands, List<Instruction> instructions)
    implements CompositeOp {
  /**
   * One op.
   *
   * @param arguments numbers of the values that it takes
   */
  public record Instruction(Op op, List<Integer> arguments) {
    public Instruction {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return op.name() + arguments;
    }
  }

  public ElementwiseChain {
    instructions = List.copyOf(instructions);
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    List<Tensor> values = new ArrayList<>(inputs);
    for (Instruction instruction : instructions) {
      List<Tensor> arguments = instruction.arguments.stream().map(values::get).toList();
      values.addAll(instruction.op.call(arguments));
    }
    return List.of(values.get(values.size() - 1));
  }

  @Override
  public String toString() {
    return "ElementwiseChain" + instructions;
  }
}
