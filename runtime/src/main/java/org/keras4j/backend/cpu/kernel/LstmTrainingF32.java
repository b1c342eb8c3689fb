package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.BinaryFunction;
import org.keras4j.backend.cpu.simd.Gemm;
import org.keras4j.backend.cpu.simd.GemmSpec;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.op.LstmTraining;
import org.keras4j.op.SequenceOptions;
import org.keras4j.tensor.DType;

/**
 * An LSTM of float32 that keeps its gates. Samples do not see each other: each task takes some of
 * them through all steps, so that threads need not wait for each other within a step.
 */
public final class LstmTrainingF32 implements Kernel {
  public static final KernelEntry<LstmTraining> ENTRY =
      new KernelEntry<>(LstmTraining.class, LstmTrainingF32::prepare);

  private static final int GATES = 3;
  private static final int ACTIVATED = 4;
  private static final int STATES = 5;
  private static final int CARRIES = 6;

  private final SequenceOptions options;
  private final UnaryFunction activation;
  private final UnaryFunction recurrent;
  private final SampleGroups groups;
  private final int steps;
  private final int units;
  private final CpuDevice device;

  private LstmTrainingF32(LstmTraining op, OpSignature signature, CpuDevice device) {
    this.options = op.plain().options();
    this.activation = RecurrentF32.function(op.plain().activation());
    this.recurrent = RecurrentF32.function(op.plain().recurrentActivation());
    this.steps = signature.inputShape(0).dim(1);
    this.units = signature.inputShape(1).dim(1);
    this.groups = SampleGroups.of(signature.inputShape(0).dim(0), device);
    this.device = device;
  }

  private static Optional<Kernel> prepare(LstmTraining op, OpSignature signature, KernelEnv env) {
    boolean floats =
        signature.inputs().stream()
            .allMatch(in -> in.dtype() == DType.FLOAT32 || in.dtype() == DType.BOOL);
    boolean known =
        RecurrentF32.function(op.plain().activation()) != null
            && RecurrentF32.function(op.plain().recurrentActivation()) != null;
    return floats && known && !signature.anyEmpty()
        ? Optional.of(new LstmTrainingF32(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    Run run = new Run(frame);
    return groups.step(run.products, frame, 3, units, run);
  }

  /** All steps of some samples. The final states' outputs hold the states. */
  private final class Run implements SampleGroups.Task {
    private final Operand x;
    private final Operand[] initial;
    private final Operand mask;
    private final Operand y;
    private final Operand[] state;
    private final Operand gates;
    private final Operand activated;
    private final Operand[] before;
    private final Gemm[] products;
    private final VectorMath math = device.math();

    Run(Frame frame) {
      x = Operand.floats(frame, 0);
      initial = new Operand[] {Operand.floats(frame, 1), Operand.floats(frame, 2)};
      mask = options.masked() ? Operand.bytes(frame, 4) : null;
      y = Operand.floats(frame, frame.out(0));
      state =
          new Operand[] {Operand.floats(frame, frame.out(1)), Operand.floats(frame, frame.out(2))};
      gates = Operand.floats(frame, frame.out(GATES));
      activated = Operand.floats(frame, frame.out(ACTIVATED));
      before =
          new Operand[] {
            Operand.floats(frame, frame.out(STATES)), Operand.floats(frame, frame.out(CARRIES))
          };
      int width = 4 * units;
      products =
          groups.products(
              samples ->
                  GemmSpec.of(samples, width, units)
                      .leading(units, width, steps * width)
                      .accumulating());
    }

    @Override
    public void run(int group, float[] kernel, int kernelAt, float[] work, int workAt, int tempAt) {
      int from = groups.first(group);
      int to = groups.first(group + 1);
      for (int i = 0; i < 2; i++) {
        int at = from * units;
        initial[i].copyTo(at, state[i], at, (to - from) * units);
      }
      if (mask != null) {
        y.fillZeros(from * y.size() / groups.samples(), to * y.size() / groups.samples());
      }
      for (int step = 0; step < steps; step++) {
        int time = options.goBackwards() ? steps - 1 - step : step;
        for (int sample = from; sample < to; sample++) {
          int row = sample * steps + time;
          x.copyTo(row * 4 * units, gates, row * 4 * units, 4 * units);
          state[0].copyTo(sample * units, before[0], row * units, units);
          state[1].copyTo(sample * units, before[1], row * units, units);
        }
        products[group].run(
            state[0].floats(),
            state[0].at(from * units),
            kernel,
            kernelAt,
            gates.floats(),
            gates.at((from * steps + time) * 4 * units),
            work,
            workAt);
        for (int sample = from; sample < to; sample++) {
          advance(sample, step, time, work, tempAt);
        }
      }
    }

    private void advance(int sample, int step, int time, float[] work, int tempAt) {
      int row = sample * steps + time;
      int own = sample * units;
      float[] g = gates.floats();
      int input = gates.at(row * 4 * units);
      int candidate = input + 2 * units;
      int output = input + 3 * units;
      math.unary(recurrent, g, input, g, input, 2 * units);
      apply(activation, g, candidate, g, candidate);
      apply(recurrent, g, output, g, output);
      float[] c = state[1].floats();
      int cAt = state[1].at(own);
      math.binary(BinaryFunction.MULTIPLY, g, input, g, candidate, work, tempAt, units);
      math.binary(BinaryFunction.MULTIPLY, g, input + units, c, cAt, c, cAt, units);
      math.binary(BinaryFunction.ADD, c, cAt, work, tempAt, c, cAt, units);
      float[] a = activated.floats();
      int aAt = activated.at(row * units);
      apply(activation, c, cAt, a, aAt);
      float[] h = state[0].floats();
      math.binary(BinaryFunction.MULTIPLY, g, output, a, aAt, h, state[0].at(own), units);
      if (mask != null && mask.bytes()[mask.at(row)] == 0) {
        before[0].copyTo(row * units, state[0], own, units);
        before[1].copyTo(row * units, state[1], own, units);
        repeat(sample, step);
      } else if (options.returnSequences()) {
        state[0].copyTo(own, y, (sample * steps + step) * units, units);
      } else if (mask != null || step == steps - 1) {
        state[0].copyTo(own, y, own, units);
      }
    }

    private void apply(UnaryFunction function, float[] from, int at, float[] to, int toAt) {
      math.unary(function, from, at, to, toAt, units);
    }

    /** The output of a masked step: as before, where y is not all zeros by now. */
    private void repeat(int sample, int step) {
      if (options.returnSequences() && step > 0 && !options.zeroOutputForMask()) {
        int at = (sample * steps + step) * units;
        y.copyTo(at - units, y, at, units);
      } else if (!options.returnSequences() && options.zeroOutputForMask()) {
        y.fillZeros(sample * units, (sample + 1) * units);
      }
    }
  }

  @Override
  public String describe() {
    return "LstmTrainingF32 " + groups.samples() + "x" + steps + "x" + units;
  }
}
