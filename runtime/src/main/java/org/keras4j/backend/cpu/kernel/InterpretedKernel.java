package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.Memory;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Op;
import org.keras4j.tensor.NDArray;

/**
 * Runs an op that has no kernel by the reference interpreter, so that every op runs in every plan.
 * Slow, and the only kernel that allocates when it runs.
 */
public final class InterpretedKernel implements Kernel {
  private final Op op;
  private final Memory memory;
  private final ReferenceInterpreter interpreter;

  private InterpretedKernel(Op op, Memory memory, ReferenceInterpreter interpreter) {
    this.op = op;
    this.memory = memory;
    this.interpreter = interpreter;
  }

  /** The entry that ends a catalogue: it accepts every op. */
  public static KernelEntry<Op> entry(ReferenceInterpreter interpreter) {
    return new KernelEntry<>(
        Op.class,
        (Op op, OpSignature signature, KernelEnv env) ->
            Optional.of(new InterpretedKernel(op, env.backend().memory(), interpreter)));
  }

  @Override
  public Step bind(Frame frame) {
    return () -> {
      List<NDArray> inputs = new ArrayList<>();
      for (int i = 0; i < frame.inputs(); i++) {
        inputs.add(read(frame, i));
      }
      List<NDArray> outputs = interpreter.call(op, inputs);
      for (int i = 0; i < outputs.size(); i++) {
        Frame.Operand target = frame.operand(frame.out(i));
        memory.write(frame.queue(), outputs.get(i), target.buffer(), target.offset());
      }
    };
  }

  private NDArray read(Frame frame, int index) {
    Frame.Operand operand = frame.operand(index);
    if (operand.value() != null) {
      return operand.value();
    }
    NDArray value = NDArray.zeros(operand.spec().dtype(), operand.spec().shape());
    memory.read(frame.queue(), operand.buffer(), operand.offset(), value);
    return value;
  }

  @Override
  public boolean isFallback() {
    return true;
  }

  @Override
  public String describe() {
    return "interpreted";
  }
}
