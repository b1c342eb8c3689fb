package org.keras4j.backend.cpu.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Padding with one value: what lies around the operand is filled, the operand copied. Any dtype.
 */
public final class PadKernel implements Kernel {
  public static final KernelEntry<Pad> ENTRY = new KernelEntry<>(Pad.class, PadKernel::prepare);

  /** A box of the output: where it begins and its copy. */
  private record Box(StridedCopy copy, int first) {}

  private final StridedCopy copy;
  private final int first;
  private final List<Box> margins;
  private final NDArray value;
  private final CpuDevice device;

  private PadKernel(Pad op, OpSignature signature, CpuDevice device) {
    Shape input = signature.inputShape(0);
    Shape output = signature.outputShape(0);
    int[] strides = output.strides();
    int rank = input.rank();
    int start = 0;
    for (int axis = 0; axis < rank; axis++) {
      start += op.low().get(axis) * strides[axis];
    }
    this.first = start;
    this.copy = new StridedCopy(input.dims(), input.strides(), strides);
    this.margins = new ArrayList<>();
    // Margins of axis i: whole along later axes, only as wide as the operand along earlier ones.
    int[] dims = output.dims();
    int corner = 0;
    for (int axis = 0; axis < rank; axis++) {
      int high = op.low().get(axis) + input.dim(axis);
      addMargin(dims, axis, op.low().get(axis), corner, strides);
      addMargin(dims, axis, op.high().get(axis), corner + high * strides[axis], strides);
      dims[axis] = input.dim(axis);
      corner += op.low().get(axis) * strides[axis];
    }
    this.value = NDArray.full(signature.dtype(0), Shape.of(1), op.value());
    this.device = device;
  }

  private void addMargin(int[] dims, int axis, int width, int start, int[] strides) {
    if (width > 0) {
      int[] box = dims.clone();
      box[axis] = width;
      margins.add(new Box(new StridedCopy(box, new int[box.length], strides), start));
    }
  }

  private static Optional<Kernel> prepare(Pad op, OpSignature signature, KernelEnv env) {
    return op.mode() == PadMode.CONSTANT
        ? Optional.of(new PadKernel(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    DType.Storage storage = frame.spec(0).dtype().storage();
    Object source = frame.array(0);
    int sourceAt = frame.offset(0);
    Object target = frame.array(1);
    int targetAt = frame.offset(1);
    int pieces = copy.elements() == 0 ? 0 : copy.pieces();
    Step inside =
        device.loop(
            pieces,
            copy.elements() / Math.max(1, pieces),
            (from, to) -> copy.run(storage, source, sourceAt, target, targetAt + first, from, to));
    Object fill = value.array();
    Box[] boxes = margins.toArray(Box[]::new);
    return () -> {
      for (Box box : boxes) {
        box.copy.run(storage, fill, 0, target, targetAt + box.first);
      }
      inside.run();
    };
  }
}
