package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Packed;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.GruStep;
import org.keras4j.backend.cpu.simd.PackedB;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.op.GruSequence;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.SimpleRnnSequence;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Recurrent layers of float32 over whole sequences. A recurrent kernel that is a weight is packed
 * once; one that is computed is packed in each run, which allocates.
 */
public final class RecurrentF32 implements Kernel {
  public static final KernelEntry<LstmSequence> LSTM =
      new KernelEntry<>(LstmSequence.class, RecurrentF32::lstm);
  public static final KernelEntry<GruSequence> GRU =
      new KernelEntry<>(GruSequence.class, RecurrentF32::gru);
  public static final KernelEntry<SimpleRnnSequence> SIMPLE =
      new KernelEntry<>(SimpleRnnSequence.class, RecurrentF32::simple);

  /** Makes a cell for the weights of a frame. */
  private interface CellFactory extends Function<Frame, RecurrentCells.Cell> {}

  private final String name;
  private final SequenceOptions options;
  private final int states;
  private final RecurrentCells.Sizes sizes;
  private final int steps;
  private final int gates;
  private final boolean fixedWeights;
  private final CellFactory factory;

  private RecurrentF32(
      String name,
      SequenceOptions options,
      int states,
      OpSignature signature,
      CellFactory factory) {
    this.name = name;
    this.options = options;
    this.states = states;
    this.sizes = sizes(signature);
    this.steps = signature.inputShape(0).dim(1);
    this.gates = signature.inputShape(0).dim(2);
    this.factory = factory;
    int weights = signature.inputs().size() - 1 - states - (options.masked() ? 1 : 0);
    boolean fixed = true;
    for (int i = 0; i < weights; i++) {
      fixed &= signature.isWeight(1 + states + i);
    }
    this.fixedWeights = fixed;
  }

  private static RecurrentCells.Sizes sizes(OpSignature signature) {
    return new RecurrentCells.Sizes(signature.inputShape(0).dim(0), signature.inputShape(1).dim(1));
  }

  private static boolean accepts(OpSignature signature, RnnActivation... activations) {
    return signature.inputs().stream()
            .allMatch(in -> in.dtype() == DType.FLOAT32 || in.dtype() == DType.BOOL)
        && !signature.anyEmpty()
        && Arrays.stream(activations).allMatch(a -> RecurrentCells.function(a) != null);
  }

  private static PackedB pack(NDArray kernel) {
    int columns = kernel.shape().dim(1);
    return PackedB.of(kernel.shape().dim(0), columns, kernel.floats(), 0, columns, false);
  }

  private static Optional<Kernel> lstm(LstmSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation(), op.recurrentActivation())) {
      return Optional.empty();
    }
    UnaryFunction activation = RecurrentCells.function(op.activation());
    UnaryFunction recurrent = RecurrentCells.function(op.recurrentActivation());
    Packed<PackedB> packed = new Packed<>(RecurrentF32::pack);
    RecurrentCells.Sizes sizes = sizes(signature);
    CpuDevice device = CpuDevice.of(env);
    return Optional.of(
        new RecurrentF32(
            "LstmF32",
            op.options(),
            2,
            signature,
            frame ->
                RecurrentCells.lstm(
                    sizes, RecurrentCells.pack(packed, frame, 3), activation, recurrent, device)));
  }

  private static Optional<Kernel> gru(GruSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation(), op.recurrentActivation())) {
      return Optional.empty();
    }
    RecurrentCells.Sizes sizes = sizes(signature);
    CpuDevice device = CpuDevice.of(env);
    return Optional.of(
        new RecurrentF32(
            "GruF32",
            op.options(),
            1,
            signature,
            frame ->
                RecurrentCells.gru(
                    sizes,
                    new GruStep(
                        sizes.batch(),
                        sizes.units(),
                        frame.floats(2),
                        frame.offset(2),
                        op.recurrentBias() ? frame.floats(3) : null,
                        op.recurrentBias() ? frame.offset(3) : 0,
                        op.resetAfter(),
                        RecurrentCells.function(op.activation()),
                        RecurrentCells.function(op.recurrentActivation()),
                        device.pool()))));
  }

  private static Optional<Kernel> simple(
      SimpleRnnSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation())) {
      return Optional.empty();
    }
    UnaryFunction activation = RecurrentCells.function(op.activation());
    Packed<PackedB> packed = new Packed<>(RecurrentF32::pack);
    RecurrentCells.Sizes sizes = sizes(signature);
    CpuDevice device = CpuDevice.of(env);
    return Optional.of(
        new RecurrentF32(
            "SimpleRnnF32",
            op.options(),
            1,
            signature,
            frame ->
                RecurrentCells.simple(
                    sizes, RecurrentCells.pack(packed, frame, 2), activation, device)));
  }

  @Override
  public Step bind(Frame frame) {
    Run run = new Run(frame);
    if (!fixedWeights) {
      RecurrentCells.Cell sample = factory.apply(frame);
      frame.scratch().require(DType.Storage.FLOAT, sample.scratchSize());
      return () -> run.run(factory.apply(frame));
    }
    RecurrentCells.Cell cell = factory.apply(frame);
    frame.scratch().require(DType.Storage.FLOAT, cell.scratchSize());
    return () -> run.run(cell);
  }

  /** The loop over time in one session's memory: the final states' outputs hold the states. */
  private final class Run {
    private final int size = sizes.batch() * sizes.units();
    private final Scratch scratch;
    private final float[] x;
    private final int xAt;
    private final float[][] initial = new float[states][];
    private final int[] initialAt = new int[states];
    private final float[][] state = new float[states][];
    private final int[] stateAt = new int[states];
    private final float[] y;
    private final int yAt;
    private final byte[] mask;
    private final int maskAt;
    private final float[][] before = new float[states][];
    private final float[] output;

    Run(Frame frame) {
      this.scratch = frame.scratch();
      this.x = frame.floats(0);
      this.xAt = frame.offset(0);
      for (int i = 0; i < states; i++) {
        initial[i] = frame.floats(1 + i);
        initialAt[i] = frame.offset(1 + i);
        state[i] = frame.floats(frame.out(1 + i));
        stateAt[i] = frame.offset(frame.out(1 + i));
        before[i] = options.masked() ? new float[size] : null;
      }
      this.y = frame.floats(frame.out(0));
      this.yAt = frame.offset(frame.out(0));
      int last = frame.inputs() - 1;
      this.mask = options.masked() ? frame.bytes(last) : null;
      this.maskAt = options.masked() ? frame.offset(last) : 0;
      this.output = options.masked() ? new float[size] : null;
    }

    void run(RecurrentCells.Cell cell) {
      for (int i = 0; i < states; i++) {
        System.arraycopy(initial[i], initialAt[i], state[i], stateAt[i], size);
      }
      if (mask != null) {
        Arrays.fill(output, 0f);
      }
      float[] work = scratch.floats();
      for (int step = 0; step < steps; step++) {
        int time = options.goBackwards() ? steps - 1 - step : step;
        if (mask != null) {
          for (int i = 0; i < states; i++) {
            System.arraycopy(state[i], stateAt[i], before[i], 0, size);
          }
        }
        cell.run(x, xAt + time * gates, steps * gates, state, stateAt, work);
        if (mask != null) {
          applyMask(time);
        }
        if (options.returnSequences()) {
          store(step);
        }
      }
      if (!options.returnSequences()) {
        System.arraycopy(current(), currentAt(), y, yAt, size);
      }
    }

    /** Keeps the states of samples that are masked at this time, and finds the outputs. */
    private void applyMask(int time) {
      int units = sizes.units();
      for (int sample = 0; sample < sizes.batch(); sample++) {
        int row = sample * units;
        if (mask[maskAt + sample * steps + time] != 0) {
          System.arraycopy(state[0], stateAt[0] + row, output, row, units);
          continue;
        }
        for (int i = 0; i < states; i++) {
          System.arraycopy(before[i], row, state[i], stateAt[i] + row, units);
        }
        if (options.zeroOutputForMask()) {
          Arrays.fill(output, row, row + units, 0f);
        }
      }
    }

    private float[] current() {
      return mask != null ? output : state[0];
    }

    private int currentAt() {
      return mask != null ? 0 : stateAt[0];
    }

    private void store(int step) {
      int units = sizes.units();
      for (int sample = 0; sample < sizes.batch(); sample++) {
        int target = yAt + (sample * steps + step) * units;
        System.arraycopy(current(), currentAt() + sample * units, y, target, units);
      }
    }
  }

  @Override
  public String describe() {
    return name + " " + sizes.batch() + "x" + steps + "x" + sizes.units();
  }
}
