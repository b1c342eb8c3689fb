package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.CompiledFunction;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.Memory;
import org.keras4j.backend.Step;
import org.keras4j.op.Scan;

/**
 * A loop over the first axis of sequences. What the body captures is written once; carries and
 * slices are copied into its inputs before each step.
 */
final class ScanKernel implements Kernel {
  private final Scan op;
  private final int length;
  private final CompiledFunction body;
  private final Memory memory;

  ScanKernel(Scan op, int length, CompiledFunction body, Memory memory) {
    this.op = op;
    this.length = length;
    this.body = body;
    this.memory = memory;
  }

  @Override
  public Step bind(Frame frame) {
    CompiledFunction.Call call = body.open(frame.queue());
    return () -> run(frame, call);
  }

  private void run(Frame frame, CompiledFunction.Call call) {
    int carries = op.carries();
    int captured = carries + op.sequences();
    for (int i = captured; i < frame.inputs(); i++) {
      copy(frame, frame.operand(i), 0, call.input(i), 0, call.input(i));
    }
    // The carries live in the outputs, so that a body may use its own memory as it likes.
    for (int i = 0; i < carries; i++) {
      copy(frame, frame.operand(i), 0, frame.operand(frame.out(i)), 0, call.input(i));
    }
    for (int step = 0; step < length; step++) {
      int slice = op.reverse() ? length - 1 - step : step;
      for (int i = 0; i < carries; i++) {
        copy(frame, frame.operand(frame.out(i)), 0, call.input(i), 0, call.input(i));
      }
      for (int i = carries; i < captured; i++) {
        int size = call.input(i).spec().shape().intSize();
        copy(frame, frame.operand(i), slice * size, call.input(i), 0, call.input(i));
      }
      call.run();
      for (int i = 0; i < frame.outputs(); i++) {
        int size = call.output(i).spec().shape().intSize();
        int at = i < carries ? 0 : slice * size;
        copy(frame, call.output(i), 0, frame.operand(frame.out(i)), at, call.output(i));
      }
    }
  }

  private void copy(
      Frame frame, Frame.Operand from, int skip, Frame.Operand to, int at, Frame.Operand sized) {
    memory.copy(
        frame.queue(),
        from.buffer(),
        from.offset() + skip,
        to.buffer(),
        to.offset() + at,
        sized.spec().shape().intSize());
  }

  @Override
  public String describe() {
    return "Scan of " + length;
  }
}
