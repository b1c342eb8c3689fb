package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.GruStep;
import org.keras4j.backend.cpu.simd.LstmStep;
import org.keras4j.backend.cpu.simd.RecurrentStep;
import org.keras4j.backend.cpu.simd.SimpleRnnStep;
import org.keras4j.backend.cpu.simd.UnaryFunction;
import org.keras4j.op.GruSequence;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.RnnActivation;
import org.keras4j.op.SequenceOptions;
import org.keras4j.op.SimpleRnnSequence;
import org.keras4j.tensor.DType;

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

  /** Makes a time step for the weights of a frame. */
  private interface StepFactory extends Function<Frame, RecurrentStep> {}

  private final String name;
  private final int states;
  private final int batch;
  private final int units;
  private final int steps;
  private final boolean fixedWeights;
  private final SequenceOptions options;
  private final CpuDevice device;
  private final StepFactory factory;

  private RecurrentF32(
      String name,
      SequenceOptions options,
      int states,
      OpSignature signature,
      CpuDevice device,
      StepFactory factory) {
    this.name = name;
    this.options = options;
    this.states = states;
    this.batch = batch(signature);
    this.units = units(signature);
    this.steps = signature.inputShape(0).dim(1);
    this.device = device;
    this.factory = factory;
    int weights = signature.inputs().size() - 1 - states - (options.masked() ? 1 : 0);
    boolean fixed = true;
    for (int i = 0; i < weights; i++) {
      fixed &= signature.isWeight(1 + states + i);
    }
    this.fixedWeights = fixed;
  }

  private static int batch(OpSignature signature) {
    return signature.inputShape(0).dim(0);
  }

  private static int units(OpSignature signature) {
    return signature.inputShape(1).dim(1);
  }

  private static boolean accepts(OpSignature signature, RnnActivation... activations) {
    return signature.inputs().stream()
            .allMatch(in -> in.dtype() == DType.FLOAT32 || in.dtype() == DType.BOOL)
        && !signature.anyEmpty()
        && Arrays.stream(activations).allMatch(a -> function(a) != null);
  }

  /** The bulk function of the same meaning, or {@code null}. */
  static UnaryFunction function(RnnActivation activation) {
    return switch (activation) {
      case LINEAR -> null;
      case TANH -> UnaryFunction.TANH;
      case SIGMOID -> UnaryFunction.SIGMOID;
      case RELU -> UnaryFunction.RELU;
      case HARD_SIGMOID -> UnaryFunction.HARD_SIGMOID;
      case SOFTSIGN -> UnaryFunction.SOFTSIGN;
      case SOFTPLUS -> UnaryFunction.SOFTPLUS;
      case EXPONENTIAL -> UnaryFunction.EXP;
      case SILU -> UnaryFunction.SILU;
    };
  }

  private static Optional<Kernel> lstm(LstmSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation(), op.recurrentActivation())) {
      return Optional.empty();
    }
    UnaryFunction activation = function(op.activation());
    UnaryFunction recurrent = function(op.recurrentActivation());
    CpuDevice device = CpuDevice.of(env);
    int threads = device.pool().threads();
    int batch = batch(signature);
    RecurrentWeights kernel = RecurrentWeights.whole(3, batch, units(signature), 4, device);
    StepFactory factory =
        frame -> new LstmStep(batch, kernel.of(frame)[0], activation, recurrent, threads);
    return Optional.of(new RecurrentF32("LstmF32", op.options(), 2, signature, device, factory));
  }

  private static Optional<Kernel> gru(GruSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation(), op.recurrentActivation())) {
      return Optional.empty();
    }
    UnaryFunction activation = function(op.activation());
    UnaryFunction recurrent = function(op.recurrentActivation());
    CpuDevice device = CpuDevice.of(env);
    int threads = device.pool().threads();
    int batch = batch(signature);
    RecurrentWeights kernel =
        RecurrentWeights.gru(2, batch, units(signature), op.resetAfter(), device);
    StepFactory factory =
        frame ->
            new GruStep(
                batch,
                kernel.of(frame),
                op.recurrentBias() ? frame.floats(3) : null,
                op.recurrentBias() ? frame.offset(3) : 0,
                activation,
                recurrent,
                threads);
    return Optional.of(new RecurrentF32("GruF32", op.options(), 1, signature, device, factory));
  }

  private static Optional<Kernel> simple(
      SimpleRnnSequence op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.activation())) {
      return Optional.empty();
    }
    UnaryFunction activation = function(op.activation());
    CpuDevice device = CpuDevice.of(env);
    int threads = device.pool().threads();
    int batch = batch(signature);
    RecurrentWeights kernel = RecurrentWeights.whole(2, batch, units(signature), 1, device);
    StepFactory factory =
        frame -> new SimpleRnnStep(batch, kernel.of(frame)[0], activation, threads);
    return Optional.of(
        new RecurrentF32("SimpleRnnF32", op.options(), 1, signature, device, factory));
  }

  @Override
  public Step bind(Frame frame) {
    RecurrentStep step = factory.apply(frame);
    RecurrentRun run = new RecurrentRun(frame, options, states, batch, units, steps, step.tasks());
    frame.scratch().require(DType.Storage.FLOAT, run.scratchSize(step));
    return fixedWeights
        ? () -> run.run(step, device.pool())
        : () -> run.run(factory.apply(frame), device.pool());
  }

  @Override
  public String describe() {
    return name + " " + batch + "x" + steps + "x" + units;
  }
}
