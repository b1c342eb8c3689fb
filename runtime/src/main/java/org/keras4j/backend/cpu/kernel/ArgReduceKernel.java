package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.ArgKind;
import org.keras4j.op.ArgReduce;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Position of the largest or smallest float32 along an axis; the first of equals, NaN first. */
public final class ArgReduceKernel implements Kernel {
  public static final KernelEntry<ArgReduce> ENTRY =
      new KernelEntry<>(ArgReduce.class, ArgReduceKernel::prepare);

  private final boolean max;
  private final int dim;
  private final int inner;
  private final int results;
  private final CpuDevice device;

  private ArgReduceKernel(ArgReduce op, OpSignature signature, CpuDevice device) {
    Shape shape = signature.inputShape(0);
    this.max = op.kind() == ArgKind.MAX;
    this.dim = shape.dim(op.axis());
    this.inner = shape.product(op.axis() + 1, shape.rank());
    this.results = signature.outputShape(0).intSize();
    this.device = device;
  }

  private static Optional<Kernel> prepare(ArgReduce op, OpSignature signature, KernelEnv env) {
    return signature.dtype(0) == DType.FLOAT32 && !signature.anyEmpty()
        ? Optional.of(new ArgReduceKernel(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    int[] y = frame.ints(1);
    int yAt = frame.offset(1);
    return device.loop(
        results,
        dim,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int start = xAt + i / inner * dim * inner + i % inner;
            y[yAt + i] = inner == 1 ? row(x, start) : strided(x, start);
          }
        });
  }

  private int row(float[] x, int start) {
    return max ? device.math().argmax(x, start, dim) : device.math().argmin(x, start, dim);
  }

  private int strided(float[] x, int start) {
    int best = 0;
    float value = x[start];
    for (int i = 1; i < dim && !Float.isNaN(value); i++) {
      float candidate = x[start + i * inner];
      if (Float.isNaN(candidate) || (max ? candidate > value : candidate < value)) {
        best = i;
        value = candidate;
      }
    }
    return best;
  }
}
