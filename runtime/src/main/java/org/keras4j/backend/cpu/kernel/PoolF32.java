package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Pooling;
import org.keras4j.op.AveragePoolGradient;
import org.keras4j.op.MaxPoolGradient;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Pooling of float32 and its gradients, one sample a task. */
public final class PoolF32 implements Kernel {
  public static final KernelEntry<Pool> ENTRY =
      new KernelEntry<>(
          Pool.class,
          (op, signature, env) ->
              of(
                  op.kind() == PoolKind.MAX ? Kind.MAX : Kind.AVERAGE,
                  op.spec(),
                  signature,
                  signature.inputShape(0),
                  signature.outputShape(0),
                  env));
  public static final KernelEntry<MaxPoolGradient> MAX_GRADIENT =
      new KernelEntry<>(
          MaxPoolGradient.class,
          (op, signature, env) ->
              of(
                  Kind.MAX_GRADIENT,
                  op.spec(),
                  signature,
                  signature.inputShape(0),
                  signature.inputShape(1),
                  env));
  public static final KernelEntry<AveragePoolGradient> AVERAGE_GRADIENT =
      new KernelEntry<>(
          AveragePoolGradient.class,
          (op, signature, env) ->
              of(
                  Kind.AVERAGE_GRADIENT,
                  op.spec(),
                  signature,
                  signature.outputShape(0),
                  signature.inputShape(0),
                  env));

  private enum Kind {
    MAX,
    AVERAGE,
    MAX_GRADIENT,
    AVERAGE_GRADIENT
  }

  private final Kind kind;
  private final Pooling.Window window;
  private final int samples;
  private final int channels;
  private final int wide;
  private final int narrow;
  private final CpuDevice device;

  private PoolF32(Kind kind, PoolSpec spec, Shape x, Shape y, CpuDevice device) {
    this.kind = kind;
    this.window =
        new Pooling.Window(
            three(sizes(x), 1),
            three(sizes(y), 1),
            three(spec.window(), 1),
            three(spec.strides(), 1),
            three(spec.padLow(), 0));
    this.samples = x.dim(0);
    this.channels = x.dim(-1);
    this.wide = x.product(1, x.rank());
    this.narrow = y.product(1, y.rank());
    this.device = device;
  }

  private static Optional<Kernel> of(
      Kind kind, PoolSpec spec, OpSignature signature, Shape x, Shape y, KernelEnv env) {
    return signature.all(DType.FLOAT32) && !signature.anyEmpty()
        ? Optional.of(new PoolF32(kind, spec, x, y, CpuDevice.of(env)))
        : Optional.empty();
  }

  private static List<Integer> sizes(Shape shape) {
    return Arrays.stream(shape.dims(), 1, shape.rank() - 1).boxed().toList();
  }

  /** Missing axes come first. */
  private static int[] three(List<Integer> values, int missing) {
    int[] result = {missing, missing, missing};
    for (int i = 0; i < values.size(); i++) {
      result[3 - values.size() + i] = values.get(i);
    }
    return result;
  }

  @Override
  public Step bind(Frame frame) {
    return switch (kind) {
      case MAX, AVERAGE -> forward(frame);
      case MAX_GRADIENT -> maxGradient(frame);
      case AVERAGE_GRADIENT -> averageGradient(frame);
    };
  }

  private Step forward(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] y = frame.floats(1);
    int yAt = frame.offset(1);
    boolean isMax = kind == Kind.MAX;
    return device.loop(
        samples,
        wide,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int source = xAt + i * wide;
            int target = yAt + i * narrow;
            if (isMax) {
              Pooling.max(device.math(), window, x, source, channels, y, target);
            } else {
              Pooling.average(device.math(), window, x, source, channels, y, target);
            }
          }
        });
  }

  private Step maxGradient(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] y = frame.floats(1);
    int yAt = frame.offset(1);
    float[] gradient = frame.floats(2);
    int gradientAt = frame.offset(2);
    float[] result = frame.floats(3);
    int resultAt = frame.offset(3);
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, channels * device.pool().threads());
    return device.slottedLoop(
        samples,
        wide,
        (sample, slot) -> {
          int at = resultAt + sample * wide;
          Arrays.fill(result, at, at + wide, 0f);
          Pooling.maxBackward(
              device.math(),
              window,
              x,
              xAt + sample * wide,
              y,
              yAt + sample * narrow,
              gradient,
              gradientAt + sample * narrow,
              channels,
              result,
              at,
              scratch.floats(),
              slot * channels);
        });
  }

  private Step averageGradient(Frame frame) {
    float[] gradient = frame.floats(0);
    int gradientAt = frame.offset(0);
    float[] result = frame.floats(1);
    int resultAt = frame.offset(1);
    return device.loop(
        samples,
        wide,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int at = resultAt + i * wide;
            Arrays.fill(result, at, at + wide, 0f);
            int source = gradientAt + i * narrow;
            Pooling.averageBackward(device.math(), window, gradient, source, channels, result, at);
          }
        });
  }

  @Override
  public String describe() {
    return "PoolF32 " + kind;
  }
}
