package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.CompiledFunction;
import org.keras4j.backend.Frame;
import org.keras4j.backend.HostBuffer;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.Memory;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.op.Cond;
import org.keras4j.op.Scan;
import org.keras4j.op.WhileLoop;
import org.keras4j.tensor.TensorSpec;

/** Control flow: the functions that the ops hold are plans of their own. Any dtype. */
public final class ControlKernels {
  public static final KernelEntry<Cond> COND = new KernelEntry<>(Cond.class, ControlKernels::cond);
  public static final KernelEntry<WhileLoop> WHILE =
      new KernelEntry<>(WhileLoop.class, ControlKernels::whileLoop);
  public static final KernelEntry<Scan> SCAN = new KernelEntry<>(Scan.class, ControlKernels::scan);

  private ControlKernels() {}

  private static Optional<Kernel> cond(Cond op, OpSignature signature, KernelEnv env) {
    Optional<CompiledFunction> onTrue = env.compile(at(op.thenBranch(), signature, 1));
    Optional<CompiledFunction> onFalse = env.compile(at(op.elseBranch(), signature, 1));
    if (onTrue.isEmpty() || onFalse.isEmpty()) {
      return Optional.empty();
    }
    Memory memory = env.backend().memory();
    return Optional.of(
        new Named(
            "Cond",
            frame -> {
              Calls calls = new Calls(memory, frame);
              CompiledFunction.Call first = onTrue.get().open(frame.queue());
              CompiledFunction.Call second = onFalse.get().open(frame.queue());
              byte[] predicate = frame.bytes(0);
              int at = frame.offset(0);
              return () -> calls.branch(predicate[at] != 0 ? first : second);
            }));
  }

  private static Optional<Kernel> whileLoop(WhileLoop op, OpSignature signature, KernelEnv env) {
    Optional<CompiledFunction> condition = env.compile(at(op.condition(), signature, 0));
    Optional<CompiledFunction> body = env.compile(at(op.body(), signature, 0));
    if (condition.isEmpty() || body.isEmpty()) {
      return Optional.empty();
    }
    Memory memory = env.backend().memory();
    return Optional.of(
        new Named(
            "WhileLoop",
            frame -> {
              Calls calls = new Calls(memory, frame);
              CompiledFunction.Call test = condition.get().open(frame.queue());
              CompiledFunction.Call step = body.get().open(frame.queue());
              return () -> calls.loop(test, step);
            }));
  }

  private static Optional<Kernel> scan(Scan op, OpSignature signature, KernelEnv env) {
    int length = op.sequences() > 0 ? signature.inputShape(op.carries()).dim(0) : op.length();
    return env.compile(scanBody(op, signature))
        .map(body -> new ScanKernel(op, length, body, env.backend().memory()));
  }

  /** {@code function} for the inputs from {@code first} on, which may be more specific. */
  private static GraphFunction at(GraphFunction function, OpSignature signature, int first) {
    return Graphs.specialize(
        function, signature.inputs().subList(first, signature.inputs().size()));
  }

  private static GraphFunction scanBody(Scan op, OpSignature signature) {
    List<TensorSpec> specs = new ArrayList<>(signature.inputs());
    for (int i = op.carries(); i < op.carries() + op.sequences(); i++) {
      specs.set(i, specs.get(i).withShape(specs.get(i).shape().removeDim(0)));
    }
    return Graphs.specialize(op.body(), specs);
  }

  private record Named(String name, Kernel kernel) implements Kernel {
    @Override
    public Step bind(Frame frame) {
      return kernel.bind(frame);
    }

    @Override
    public String describe() {
      return name;
    }
  }

  /** Copies between a node's operands and those of inner calls. */
  private record Calls(Memory memory, Frame frame) {
    void branch(CompiledFunction.Call call) {
      for (int i = 1; i < frame.inputs(); i++) {
        copy(frame.operand(i), call.input(i - 1));
      }
      call.run();
      for (int i = 0; i < frame.outputs(); i++) {
        copy(call.output(i), frame.operand(frame.out(i)));
      }
    }

    void loop(CompiledFunction.Call test, CompiledFunction.Call step) {
      for (int i = 0; i < frame.inputs(); i++) {
        copy(frame.operand(i), test.input(i));
        copy(frame.operand(i), step.input(i));
      }
      int variables = frame.outputs();
      while (holds(test)) {
        step.run();
        // Two rounds: an output may be the very memory of another variable's input.
        for (int i = 0; i < variables; i++) {
          copy(step.output(i), test.input(i));
        }
        for (int i = 0; i < variables; i++) {
          copy(test.input(i), step.input(i));
        }
      }
      for (int i = 0; i < variables; i++) {
        copy(test.input(i), frame.operand(frame.out(i)));
      }
    }

    private boolean holds(CompiledFunction.Call test) {
      test.run();
      Frame.Operand result = test.output(0);
      byte[] bytes = (byte[]) ((HostBuffer) result.buffer()).array();
      return bytes[result.offset()] != 0;
    }

    private void copy(Frame.Operand from, Frame.Operand to) {
      memory.copy(
          frame.queue(),
          from.buffer(),
          from.offset(),
          to.buffer(),
          to.offset(),
          to.spec().shape().intSize());
    }
  }
}
