package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Gather;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Slices picked by int32 or int64 indices, as embeddings do. Any dtype of data. */
public final class GatherKernel implements Kernel {
  public static final KernelEntry<Gather> ENTRY =
      new KernelEntry<>(Gather.class, GatherKernel::prepare);

  private final int outer;
  private final int dim;
  private final int run;
  private final int indices;
  private final CpuDevice device;

  private GatherKernel(Gather op, OpSignature signature, CpuDevice device) {
    Shape shape = signature.inputShape(0);
    this.outer = shape.product(0, op.axis());
    this.dim = shape.dim(op.axis());
    this.run = shape.product(op.axis() + 1, shape.rank());
    this.indices = signature.inputShape(1).intSize();
    this.device = device;
  }

  private static Optional<Kernel> prepare(Gather op, OpSignature signature, KernelEnv env) {
    DType dtype = signature.dtype(1);
    return dtype == DType.INT32 || dtype == DType.INT64
        ? Optional.of(new GatherKernel(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    Object source = frame.array(0);
    int sourceAt = frame.offset(0);
    Object target = frame.array(2);
    int targetAt = frame.offset(2);
    int[] ints = frame.spec(1).dtype() == DType.INT32 ? frame.ints(1) : null;
    long[] longs = ints == null ? frame.longs(1) : null;
    int indexAt = frame.offset(1);
    return device.loop(
        outer * indices,
        run,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int position = indexAt + i % indices;
            long index = ints != null ? ints[position] : longs[position];
            if (index < 0 || index >= dim) {
              throw outOfRange(index);
            }
            int at = sourceAt + (i / indices * dim + (int) index) * run;
            System.arraycopy(source, at, target, targetAt + i * run, run);
          }
        });
  }

  // Data, unlike shapes, is not known before; an index outside would read another tensor's memory.
  private ShapeException outOfRange(long index) {
    return new ShapeException(
        "Index "
            + index
            + " is out of range for an axis of size "
            + dim
            + ". Expected 0 to "
            + (dim - 1));
  }
}
