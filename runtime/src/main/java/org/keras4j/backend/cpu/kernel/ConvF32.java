package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Packed;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Convolution;
import org.keras4j.backend.cpu.simd.ConvolutionSpec;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.op.Conv;
import org.keras4j.tensor.DType;

/** Convolutions of float32 with fused epilogues; a kernel that is a weight is packed beforehand. */
public final class ConvF32 implements Kernel {
  public static final KernelEntry<Conv> ENTRY =
      new KernelEntry<>(
          Conv.class, (op, signature, env) -> prepare(op, WithEpilogue.of(op), signature, env));
  public static final KernelEntry<WithEpilogue> FUSED =
      new KernelEntry<>(
          WithEpilogue.class,
          (op, signature, env) ->
              op.anchor() instanceof Conv conv
                  ? prepare(conv, op, signature, env)
                  : Optional.empty());

  private final ConvolutionSpec spec;
  private final WithEpilogue fused;
  private final Packed<Convolution> packed;
  private final CpuDevice device;

  private ConvF32(Conv op, WithEpilogue fused, OpSignature signature, CpuDevice device) {
    this.spec =
        ConvSpecs.of(
            op.spec(), signature.inputShape(0), signature.inputShape(1), signature.outputShape(0));
    this.fused = fused;
    this.device = device;
    this.packed =
        signature.isWeight(1)
            ? new Packed<>(kernel -> new Convolution(spec, kernel.floats(), 0, device.pool()))
            : null;
  }

  private static Optional<Kernel> prepare(
      Conv op, WithEpilogue fused, OpSignature signature, KernelEnv env) {
    return signature.all(DType.FLOAT32) && !signature.anyEmpty()
        ? Optional.of(new ConvF32(op, fused, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] kernel = frame.floats(1);
    int kernelAt = frame.offset(1);
    float[] y = frame.floats(frame.out(0));
    int yAt = frame.offset(frame.out(0));
    Convolution convolution =
        packed != null ? packed.of(frame.operand(1)).copy() : new Convolution(spec, device.pool());
    convolution.epilogue(Epilogues.of(fused, frame, 0, device));
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, convolution.scratchSize());
    return () -> convolution.run(x, xAt, kernel, kernelAt, y, yAt, scratch.floats(), 0);
  }

  @Override
  public String describe() {
    return "ConvF32" + (packed != null ? " packed" : "");
  }
}
