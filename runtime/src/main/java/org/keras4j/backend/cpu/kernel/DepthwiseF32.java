package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.DepthwiseConvolution;
import org.keras4j.backend.cpu.simd.DepthwiseGradients;
import org.keras4j.backend.cpu.simd.DepthwiseSpec;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.DepthwiseConvInputGradient;
import org.keras4j.op.DepthwiseConvKernelGradient;
import org.keras4j.tensor.DType;

/** Depthwise convolutions of float32 over one or two spatial axes, and their adjoints. */
public final class DepthwiseF32 {
  public static final KernelEntry<DepthwiseConv> ENTRY =
      new KernelEntry<>(
          DepthwiseConv.class,
          (op, signature, env) -> forward(op, WithEpilogue.of(op), signature, env));
  public static final KernelEntry<WithEpilogue> FUSED =
      new KernelEntry<>(
          WithEpilogue.class,
          (op, signature, env) ->
              op.anchor() instanceof DepthwiseConv conv
                  ? forward(conv, op, signature, env)
                  : Optional.empty());
  public static final KernelEntry<DepthwiseConvInputGradient> INPUT =
      new KernelEntry<>(DepthwiseConvInputGradient.class, DepthwiseF32::input);
  public static final KernelEntry<DepthwiseConvKernelGradient> KERNEL =
      new KernelEntry<>(DepthwiseConvKernelGradient.class, DepthwiseF32::kernel);

  private DepthwiseF32() {}

  private static boolean accepts(OpSignature signature, int spatialRank) {
    return signature.all(DType.FLOAT32) && !signature.anyEmpty() && spatialRank <= 2;
  }

  private static Optional<Kernel> forward(
      DepthwiseConv op, WithEpilogue fused, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.spec().rank())) {
      return Optional.empty();
    }
    DepthwiseSpec spec =
        ConvSpecs.depthwise(
            op.spec(), signature.inputShape(0), signature.inputShape(1), signature.outputShape(0));
    return Optional.of(new Forward(spec, fused, CpuDevice.of(env)));
  }

  private static Optional<Kernel> input(
      DepthwiseConvInputGradient op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.spec().rank())) {
      return Optional.empty();
    }
    DepthwiseSpec spec =
        ConvSpecs.depthwise(
            op.spec(), signature.outputShape(0), signature.inputShape(0), signature.inputShape(1));
    return Optional.of(new Gradient(spec, true, CpuDevice.of(env)));
  }

  private static Optional<Kernel> kernel(
      DepthwiseConvKernelGradient op, OpSignature signature, KernelEnv env) {
    if (!accepts(signature, op.spec().rank())) {
      return Optional.empty();
    }
    DepthwiseSpec spec =
        ConvSpecs.depthwise(
            op.spec(), signature.inputShape(0), signature.outputShape(0), signature.inputShape(1));
    return Optional.of(new Gradient(spec, false, CpuDevice.of(env)));
  }

  private record Forward(DepthwiseSpec spec, WithEpilogue fused, CpuDevice device)
      implements Kernel {
    @Override
    public Step bind(Frame frame) {
      float[] x = frame.floats(0);
      int xAt = frame.offset(0);
      float[] kernel = frame.floats(1);
      int kernelAt = frame.offset(1);
      float[] y = frame.floats(frame.out(0));
      int yAt = frame.offset(frame.out(0));
      DepthwiseConvolution convolution = new DepthwiseConvolution(spec, device.pool());
      convolution.epilogue(Epilogues.of(fused, frame, 0, device));
      Scratch scratch = frame.scratch();
      scratch.require(DType.Storage.FLOAT, convolution.scratchSize());
      return () -> convolution.run(x, xAt, kernel, kernelAt, y, yAt, scratch.floats(), 0);
    }

    @Override
    public String describe() {
      return "DepthwiseF32";
    }
  }

  /** Operands: kernel and gradient to the input, or x and gradient to the kernel. */
  private record Gradient(DepthwiseSpec spec, boolean ofInput, CpuDevice device) implements Kernel {
    @Override
    public Step bind(Frame frame) {
      float[] first = frame.floats(0);
      int firstAt = frame.offset(0);
      float[] gradient = frame.floats(1);
      int gradientAt = frame.offset(1);
      float[] result = frame.floats(2);
      int resultAt = frame.offset(2);
      DepthwiseGradients adjoints = new DepthwiseGradients(spec, device.pool());
      Scratch scratch = frame.scratch();
      scratch.require(DType.Storage.FLOAT, adjoints.scratchSize());
      return ofInput
          ? () ->
              adjoints.input(
                  gradient, gradientAt, first, firstAt, result, resultAt, scratch.floats(), 0)
          : () ->
              adjoints.kernel(
                  first, firstAt, gradient, gradientAt, result, resultAt, scratch.floats(), 0);
    }

    @Override
    public String describe() {
      return "DepthwiseGradientF32";
    }
  }
}
