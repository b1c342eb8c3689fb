package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.GatherElements;
import org.keras4j.op.ScatterElements;
import org.keras4j.op.ScatterKind;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Single elements of float32 picked along an axis, and values added to such: the loss of class
 * indices and its gradient.
 */
public final class ElementsKernel implements Kernel {
  public static final KernelEntry<GatherElements> GATHER =
      new KernelEntry<>(
          GatherElements.class,
          (op, signature, env) ->
              signature.dtype(0) == DType.FLOAT32
                  ? of(op.axis(), true, signature, env)
                  : Optional.empty());
  public static final KernelEntry<ScatterElements> SCATTER =
      new KernelEntry<>(
          ScatterElements.class,
          (op, signature, env) ->
              signature.dtype(0) == DType.FLOAT32 && op.kind() == ScatterKind.ADD
                  ? of(op.axis(), false, signature, env)
                  : Optional.empty());

  private final boolean gathers;
  private final int outer;
  private final int dim;
  private final int count;
  private final int inner;
  private final CpuDevice device;

  private ElementsKernel(int axis, boolean gathers, OpSignature signature, CpuDevice device) {
    Shape shape = signature.inputShape(0);
    this.gathers = gathers;
    this.outer = shape.product(0, axis);
    this.dim = shape.dim(axis);
    this.count = signature.inputShape(1).dim(axis);
    this.inner = shape.product(axis + 1, shape.rank());
    this.device = device;
  }

  private static Optional<Kernel> of(
      int axis, boolean gathers, OpSignature signature, KernelEnv env) {
    DType index = signature.dtype(1);
    return index == DType.INT32 || index == DType.INT64
        ? Optional.of(new ElementsKernel(axis, gathers, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    return gathers ? gather(frame) : scatter(frame);
  }

  private Step gather(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    Indices indices = new Indices(frame);
    float[] y = frame.floats(frame.out(0));
    int yAt = frame.offset(frame.out(0));
    return device.loop(
        outer,
        4L * count * inner,
        (from, to) -> {
          for (int i = from * count * inner; i < to * count * inner; i++) {
            y[yAt + i] = x[xAt + position(indices, i)];
          }
        });
  }

  private Step scatter(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    Indices indices = new Indices(frame);
    float[] updates = frame.floats(2);
    int updatesAt = frame.offset(2);
    float[] y = frame.floats(frame.out(0));
    int yAt = frame.offset(frame.out(0));
    int block = dim * inner;
    return device.loop(
        outer,
        block + 4L * count * inner,
        (from, to) -> {
          int first = from * block;
          System.arraycopy(x, xAt + first, y, yAt + first, (to - from) * block);
          for (int i = from * count * inner; i < to * count * inner; i++) {
            y[yAt + position(indices, i)] += updates[updatesAt + i];
          }
        });
  }

  /** Where the element that index {@code i} names stands. */
  private int position(Indices indices, int i) {
    long index = indices.get(i);
    if (index < 0 || index >= dim) {
      throw outOfRange(index);
    }
    return (i / (count * inner) * dim + (int) index) * inner + i % inner;
  }

  // Data, unlike shapes, is not known before; an index outside would touch another tensor's memory.
  private ShapeException outOfRange(long index) {
    return new ShapeException(
        "Index "
            + index
            + " is out of range for an axis of size "
            + dim
            + ". Expected 0 to "
            + (dim - 1));
  }

  /** The second input, of either type of integers. */
  private static final class Indices {
    private final int[] ints;
    private final long[] longs;
    private final int at;

    Indices(Frame frame) {
      ints = frame.spec(1).dtype() == DType.INT32 ? frame.ints(1) : null;
      longs = ints == null ? frame.longs(1) : null;
      at = frame.offset(1);
    }

    long get(int index) {
      return ints != null ? ints[at + index] : longs[at + index];
    }
  }

  @Override
  public boolean canOverwrite(int input) {
    return !gathers && input == 0;
  }

  @Override
  public String describe() {
    return gathers ? "GatherElementsF32" : "ScatterElementsF32";
  }
}
