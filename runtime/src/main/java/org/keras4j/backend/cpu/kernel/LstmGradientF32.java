package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
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
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.op.LstmGradient;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.tensor.DType;

/**
 * Back through the time of an LSTM of float32 with Keras' own activations, tanh and sigmoid. The
 * outputs for h0 and c0 hold the running gradients of the states.
 */
public final class LstmGradientF32 implements Kernel {
  public static final KernelEntry<LstmGradient> ENTRY =
      new KernelEntry<>(LstmGradient.class, LstmGradientF32::prepare);

  private final LstmGradient op;
  private final SequenceOptions options;
  private final SampleGroups groups;
  private final int steps;
  private final int units;
  private final CpuDevice device;

  private LstmGradientF32(LstmGradient op, OpSignature signature, CpuDevice device) {
    this.op = op;
    this.options = op.plain().options();
    this.steps = signature.inputShape(1).dim(1);
    this.units = signature.inputShape(1).dim(2);
    this.groups = SampleGroups.of(signature.inputShape(1).dim(0), device);
    this.device = device;
  }

  private static Optional<Kernel> prepare(LstmGradient op, OpSignature signature, KernelEnv env) {
    boolean floats =
        signature.inputs().stream()
            .allMatch(in -> in.dtype() == DType.FLOAT32 || in.dtype() == DType.BOOL);
    boolean known =
        op.plain().activation() == RnnActivation.TANH
            && op.plain().recurrentActivation() == RnnActivation.SIGMOID;
    return floats && known && !signature.anyEmpty()
        ? Optional.of(new LstmGradientF32(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    Run run = new Run(frame);
    int pending = options.masked() ? groups.largest() * units : 0;
    return groups.step(run.products, frame, 3, pending + units, run);
  }

  private final class Run implements SampleGroups.Task {
    private final Operand gates;
    private final Operand activated;
    private final Operand carries;
    private final Operand mask;
    private final Operand dy;
    private final Operand dhLast;
    private final Operand dcLast;
    private final Operand dx;
    private final Operand dh;
    private final Operand dc;
    private final Gemm[] products;
    private final VectorMath math = device.math();

    Run(Frame frame) {
      gates = Operand.floats(frame, 0);
      activated = Operand.floats(frame, 1);
      carries = Operand.floats(frame, 2);
      mask = options.masked() ? Operand.bytes(frame, 4) : null;
      dy = op.sequence() ? Operand.floats(frame, op.gradientInput(0)) : null;
      dhLast = op.h() ? Operand.floats(frame, op.gradientInput(1)) : null;
      dcLast = op.c() ? Operand.floats(frame, op.gradientInput(2)) : null;
      dx = Operand.floats(frame, frame.out(0));
      dh = Operand.floats(frame, frame.out(1));
      dc = Operand.floats(frame, frame.out(2));
      int width = 4 * units;
      products =
          groups.products(
              samples ->
                  GemmSpec.of(samples, units, width, false, true)
                      .leading(steps * width, width, units)
                      .accumulating());
    }

    @Override
    public void run(int group, float[] kernel, int kernelAt, float[] work, int workAt, int tempAt) {
      int from = groups.first(group);
      int to = groups.first(group + 1);
      int pendingAt = tempAt + units;
      start(dhLast, dh, from, to);
      start(dcLast, dc, from, to);
      if (op.sequence() && !options.returnSequences()) {
        for (int sample = from; sample < to; sample++) {
          int own = sample * units;
          if (mask == null) {
            add(dy, own, dh, own);
          } else {
            int at = pendingAt + (sample - from) * units;
            System.arraycopy(dy.floats(), dy.at(own), work, at, units);
          }
        }
      } else if (mask != null) {
        Arrays.fill(work, pendingAt, pendingAt + (to - from) * units, 0f);
      }
      for (int step = steps - 1; step >= 0; step--) {
        int time = options.goBackwards() ? steps - 1 - step : step;
        for (int sample = from; sample < to; sample++) {
          int output = (sample * steps + step) * units;
          int row = sample * steps + time;
          boolean counts = mask == null || mask.bytes()[mask.at(row)] != 0;
          if (mask != null) {
            int at = pendingAt + (sample - from) * units;
            receive(sample, output, counts, work, at);
          } else if (op.sequence() && options.returnSequences()) {
            add(dy, output, dh, sample * units);
          }
          if (counts) {
            step(sample, row, work, tempAt);
          } else {
            dx.fillZeros(row * 4 * units, (row + 1) * 4 * units);
          }
        }
        products[group].run(
            dx.floats(),
            dx.at((from * steps + time) * 4 * units),
            kernel,
            kernelAt,
            dh.floats(),
            dh.at(from * units),
            work,
            workAt);
      }
    }

    private void start(Operand last, Operand running, int from, int to) {
      if (last == null) {
        running.fillZeros(from * units, to * units);
      } else {
        last.copyTo(from * units, running, from * units, (to - from) * units);
      }
    }

    private void add(Operand x, int position, Operand sum, int at) {
      float[] s = sum.floats();
      int to = sum.at(at);
      math.binary(BinaryFunction.ADD, s, to, x.floats(), x.at(position), s, to, units);
    }

    /** An output's gradient goes to its step, or, if that is masked, to the output it repeats. */
    private void receive(int sample, int output, boolean counts, float[] work, int pendingAt) {
      BinaryFunction add = BinaryFunction.ADD;
      if (op.sequence() && options.returnSequences()) {
        math.binary(add, work, pendingAt, dy.floats(), dy.at(output), work, pendingAt, units);
      }
      if (counts) {
        float[] h = dh.floats();
        int at = dh.at(sample * units);
        math.binary(add, h, at, work, pendingAt, h, at, units);
      }
      if (counts || options.zeroOutputForMask()) {
        Arrays.fill(work, pendingAt, pendingAt + units, 0f);
      }
    }

    /** Gradients of one sample's gates; then dh is zero, for the product to be added to. */
    private void step(int sample, int row, float[] work, int temp) {
      float[] g = gates.floats();
      int input = gates.at(row * 4 * units);
      int forget = input + units;
      int candidate = input + 2 * units;
      int output = input + 3 * units;
      float[] a = activated.floats();
      int aAt = activated.at(row * units);
      float[] h = dh.floats();
      int hAt = dh.at(sample * units);
      float[] c = dc.floats();
      int cAt = dc.at(sample * units);
      float[] z = dx.floats();
      int zInput = dx.at(row * 4 * units);
      int zForget = zInput + units;
      int zCandidate = zInput + 2 * units;
      int zOutput = zInput + 3 * units;
      multiply(h, hAt, g, output, work, temp);
      math.binary(BinaryFunction.TANH_GRADIENT, work, temp, a, aAt, work, temp, units);
      math.binary(BinaryFunction.ADD, c, cAt, work, temp, c, cAt, units);
      multiply(c, cAt, g, candidate, z, zInput);
      multiply(c, cAt, carries.floats(), carries.at(row * units), z, zForget);
      math.binary(BinaryFunction.SIGMOID_GRADIENT, z, zInput, g, input, z, zInput, 2 * units);
      multiply(c, cAt, g, input, z, zCandidate);
      math.binary(BinaryFunction.TANH_GRADIENT, z, zCandidate, g, candidate, z, zCandidate, units);
      multiply(h, hAt, a, aAt, z, zOutput);
      math.binary(BinaryFunction.SIGMOID_GRADIENT, z, zOutput, g, output, z, zOutput, units);
      multiply(c, cAt, g, forget, c, cAt);
      dh.fillZeros(sample * units, (sample + 1) * units);
    }

    private void multiply(float[] x, int xAt, float[] y, int yAt, float[] out, int outAt) {
      math.binary(BinaryFunction.MULTIPLY, x, xAt, y, yAt, out, outAt, units);
    }
  }

  @Override
  public String describe() {
    return "LstmGradientF32 " + groups.samples() + "x" + steps + "x" + units;
  }
}
