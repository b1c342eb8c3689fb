package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.DynamicSlice;
import org.keras4j.op.DynamicUpdateSlice;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Reads or replaces a box at a position computed when the plan runs. Any dtype. */
public final class DynamicSliceKernel implements Kernel {
  public static final KernelEntry<DynamicSlice> SLICE =
      new KernelEntry<>(DynamicSlice.class, (op, signature, env) -> of(false, signature));
  public static final KernelEntry<DynamicUpdateSlice> UPDATE =
      new KernelEntry<>(DynamicUpdateSlice.class, (op, signature, env) -> of(true, signature));

  private final boolean update;
  private final Shape whole;
  private final Shape part;
  private final StridedCopy copy;

  private DynamicSliceKernel(boolean update, Shape whole, Shape part) {
    this.update = update;
    this.whole = whole;
    this.part = part;
    this.copy =
        update
            ? new StridedCopy(part.dims(), part.strides(), whole.strides())
            : new StridedCopy(part.dims(), whole.strides(), part.strides());
  }

  private static Optional<Kernel> of(boolean update, OpSignature signature) {
    Shape part = update ? signature.inputShape(1) : signature.outputShape(0);
    return Optional.of(new DynamicSliceKernel(update, signature.inputShape(0), part));
  }

  @Override
  public Step bind(Frame frame) {
    DType.Storage storage = frame.spec(0).dtype().storage();
    Object source = frame.array(0);
    int sourceAt = frame.offset(0);
    int[] starts = frame.ints(update ? 2 : 1);
    int startsAt = frame.offset(update ? 2 : 1);
    Object target = frame.array(frame.out(0));
    int targetAt = frame.offset(frame.out(0));
    if (!update) {
      return () ->
          copy.run(storage, source, sourceAt + position(starts, startsAt), target, targetAt);
    }
    Object replacement = frame.array(1);
    int replacementAt = frame.offset(1);
    int size = whole.intSize();
    boolean inPlace = source == target && sourceAt == targetAt;
    return () -> {
      if (!inPlace) {
        System.arraycopy(source, sourceAt, target, targetAt, size);
      }
      int at = targetAt + position(starts, startsAt);
      copy.run(storage, replacement, replacementAt, target, at);
    };
  }

  private int position(int[] starts, int at) {
    int position = 0;
    int stride = 1;
    for (int axis = whole.rank() - 1; axis >= 0; axis--) {
      int room = whole.dim(axis) - part.dim(axis);
      position += Math.max(0, Math.min(starts[at + axis], room)) * stride;
      stride *= whole.dim(axis);
    }
    return position;
  }

  @Override
  public boolean canOverwrite(int input) {
    return update && input == 0;
  }
}
