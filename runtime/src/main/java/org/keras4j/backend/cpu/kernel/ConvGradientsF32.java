package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.ConvolutionSpec;
import org.keras4j.backend.cpu.simd.KernelGradient;
import org.keras4j.backend.cpu.simd.TransposedConvolution;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvKernelGradient;
import org.keras4j.tensor.DType;

/** The two adjoints of a float32 convolution; the first is also the transposed convolution. */
public final class ConvGradientsF32 {
  public static final KernelEntry<ConvInputGradient> INPUT =
      new KernelEntry<>(ConvInputGradient.class, ConvGradientsF32::input);
  public static final KernelEntry<ConvKernelGradient> KERNEL =
      new KernelEntry<>(ConvKernelGradient.class, ConvGradientsF32::kernel);

  private ConvGradientsF32() {}

  private static Optional<Kernel> input(
      ConvInputGradient op, OpSignature signature, KernelEnv env) {
    if (!signature.all(DType.FLOAT32) || signature.anyEmpty()) {
      return Optional.empty();
    }
    ConvolutionSpec spec =
        ConvSpecs.of(
            op.spec(), signature.outputShape(0), signature.inputShape(0), signature.inputShape(1));
    return Optional.of(new Input(spec, signature.isWeight(0), CpuDevice.of(env)));
  }

  private static Optional<Kernel> kernel(
      ConvKernelGradient op, OpSignature signature, KernelEnv env) {
    if (!signature.all(DType.FLOAT32) || signature.anyEmpty()) {
      return Optional.empty();
    }
    ConvolutionSpec spec =
        ConvSpecs.of(
            op.spec(), signature.inputShape(0), signature.outputShape(0), signature.inputShape(1));
    CpuDevice device = CpuDevice.of(env);
    return Optional.of(frame -> bindKernel(spec, device, frame));
  }

  /** Inputs: kernel, gradient. */
  private record Input(ConvolutionSpec spec, boolean isWeight, CpuDevice device) implements Kernel {
    @Override
    public Step bind(Frame frame) {
      float[] kernel = frame.floats(0);
      int kernelAt = frame.offset(0);
      float[] gradient = frame.floats(1);
      int gradientAt = frame.offset(1);
      float[] x = frame.floats(2);
      int xAt = frame.offset(2);
      TransposedConvolution convolution =
          isWeight
              ? new TransposedConvolution(spec, kernel, kernelAt, device.pool())
              : new TransposedConvolution(spec, device.pool());
      Scratch scratch = frame.scratch();
      scratch.require(DType.Storage.FLOAT, convolution.scratchSize());
      return () ->
          convolution.run(gradient, gradientAt, kernel, kernelAt, x, xAt, scratch.floats(), 0);
    }

    @Override
    public String describe() {
      return "TransposedConvF32" + (isWeight ? " packed" : "");
    }
  }

  private static Step bindKernel(ConvolutionSpec spec, CpuDevice device, Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] gradient = frame.floats(1);
    int gradientAt = frame.offset(1);
    float[] result = frame.floats(2);
    int resultAt = frame.offset(2);
    KernelGradient adjoint = new KernelGradient(spec, device.pool());
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, adjoint.scratchSize());
    return () -> adjoint.run(x, xAt, gradient, gradientAt, result, resultAt, scratch.floats(), 0);
  }
}
