package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keras4j.backend.Frame;
import org.keras4j.backend.HostBuffer;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Packed;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.HalfFloats;
import org.keras4j.graph.Op;
import org.keras4j.op.AveragePoolGradient;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvKernelGradient;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.DepthwiseConvInputGradient;
import org.keras4j.op.DepthwiseConvKernelGradient;
import org.keras4j.op.LayerNorm;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.MatMul;
import org.keras4j.op.MaxPoolGradient;
import org.keras4j.op.Pool;
import org.keras4j.op.Reduce;
import org.keras4j.op.RmsNorm;
import org.keras4j.op.Softmax;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Runs an op on half floats by the kernel for float32: operands are widened, the result is rounded
 * once. Weights are widened once for each of their values.
 */
public final class HalfKernel implements Kernel {
  /** Ops whose attributes name no dtype, so that they mean the same on float32. */
  private static final Set<Class<?>> OPS =
      Set.of(
          AveragePoolGradient.class,
          Conv.class,
          ConvInputGradient.class,
          ConvKernelGradient.class,
          DepthwiseConv.class,
          DepthwiseConvInputGradient.class,
          DepthwiseConvKernelGradient.class,
          LayerNorm.class,
          LogSoftmax.class,
          MatMul.class,
          MaxPoolGradient.class,
          Pool.class,
          Reduce.class,
          RmsNorm.class,
          Softmax.class);

  public static final KernelEntry<Op> ENTRY = new KernelEntry<>(Op.class, HalfKernel::prepare);

  private final Kernel wide;
  private final List<Packed<NDArray>> weights;
  private final CpuDevice device;

  private HalfKernel(Kernel wide, int inputs, CpuDevice device) {
    this.wide = wide;
    this.weights = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      weights.add(new Packed<>(value -> value.cast(DType.FLOAT32)));
    }
    this.device = device;
  }

  private static Optional<Kernel> prepare(Op op, OpSignature signature, KernelEnv env) {
    boolean known = op instanceof UnaryOp || op instanceof BinaryOp || OPS.contains(op.getClass());
    if (!known || !signature.anyHalf()) {
      return Optional.empty();
    }
    OpSignature widened = signature.mapTypes(type -> type.isHalf() ? DType.FLOAT32 : type);
    return env.backend()
        .kernels()
        .prepare(op, widened, env)
        .filter(kernel -> !kernel.isFallback() && !kernel.isAlias())
        .map(kernel -> new HalfKernel(kernel, signature.inputs().size(), CpuDevice.of(env)));
  }

  @Override
  public Step bind(Frame frame) {
    List<Frame.Operand> operands = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    List<Step> after = new ArrayList<>();
    for (int i = 0; i < frame.operands().size(); i++) {
      Frame.Operand operand = frame.operand(i);
      if (!operand.spec().dtype().isHalf()) {
        operands.add(operand);
      } else if (operand.value() != null) {
        NDArray value = weights.get(i).of(operand);
        HostBuffer buffer = new HostBuffer(DType.Storage.FLOAT, value.array());
        operands.add(new Frame.Operand(value.spec(), buffer, 0, value, operand.version()));
      } else {
        float[] copy = new float[operand.spec().shape().intSize()];
        TensorSpec spec = operand.spec().withDType(DType.FLOAT32);
        HostBuffer buffer = new HostBuffer(DType.Storage.FLOAT, copy);
        operands.add(Frame.Operand.computed(spec, buffer, 0));
        (i < frame.inputs() ? steps : after).add(convert(frame, i, copy, i < frame.inputs()));
      }
    }
    steps.add(wide.bind(new Frame(operands, frame.inputs(), frame.queue(), frame.scratch())));
    steps.addAll(after);
    Step[] all = steps.toArray(Step[]::new);
    return () -> {
      for (Step step : all) {
        step.run();
      }
    };
  }

  private Step convert(Frame frame, int index, float[] floats, boolean widens) {
    short[] halves = frame.shorts(index);
    int at = frame.offset(index);
    boolean isBfloat = frame.spec(index).dtype() == DType.BFLOAT16;
    return device.loop(
        floats.length,
        1,
        (from, to) -> {
          int n = to - from;
          if (widens && isBfloat) {
            HalfFloats.bfloat16ToFloat(halves, at + from, floats, from, n);
          } else if (widens) {
            HalfFloats.halfToFloat(halves, at + from, floats, from, n);
          } else if (isBfloat) {
            HalfFloats.floatToBfloat16(floats, from, halves, at + from, n);
          } else {
            HalfFloats.floatToHalf(floats, from, halves, at + from, n);
          }
        });
  }

  @Override
  public String describe() {
    return "half by " + wide.describe();
  }
}
