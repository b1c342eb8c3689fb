package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Fill;
import org.keras4j.op.Iota;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Regular values: one pattern, made when the plan is, repeated through the output. Any dtype. */
public final class FillKernel implements Kernel {
  public static final KernelEntry<Fill> FILL =
      new KernelEntry<>(Fill.class, (op, signature, env) -> fill(op, signature));
  public static final KernelEntry<Iota> IOTA =
      new KernelEntry<>(Iota.class, (op, signature, env) -> iota(op, signature));

  private final NDArray pattern;
  private final int size;

  private FillKernel(NDArray pattern, int size) {
    this.pattern = pattern;
    this.size = size;
  }

  private static Optional<Kernel> fill(Fill op, OpSignature signature) {
    int size = signature.outputShape(0).intSize();
    NDArray pattern = NDArray.full(op.spec().dtype(), Shape.of(Math.min(size, 64)), op.value());
    return Optional.of(new FillKernel(pattern, size));
  }

  private static Optional<Kernel> iota(Iota op, OpSignature signature) {
    TensorSpec spec = op.spec();
    int size = spec.shape().intSize();
    int dim = spec.shape().dim(op.axis());
    int run = spec.shape().product(op.axis() + 1, spec.shape().rank());
    if (size == 0) {
      return Optional.of(new FillKernel(NDArray.zeros(spec.dtype(), spec.shape()), 0));
    }
    NDArray.Builder builder = NDArray.builder(spec.dtype(), Shape.of(dim * run));
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, (long) (i / run));
    }
    return Optional.of(new FillKernel(builder.build(), size));
  }

  @Override
  public Step bind(Frame frame) {
    Object target = frame.array(0);
    int at = frame.offset(0);
    Object source = pattern.array();
    int first = Math.min(size, pattern.size());
    return () -> {
      System.arraycopy(source, 0, target, at, first);
      for (int done = first; done < size; ) {
        int count = Math.min(done, size - done);
        System.arraycopy(target, at, target, at + done, count);
        done += count;
      }
    };
  }

  @Override
  public String describe() {
    return "Fill";
  }
}
