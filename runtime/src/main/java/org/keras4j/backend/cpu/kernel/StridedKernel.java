package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Reverse;
import org.keras4j.op.Slice;
import org.keras4j.op.Transpose;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Ops that give a dense tensor of elements picked from one operand by strides. Any dtype. */
public final class StridedKernel implements Kernel {
  public static final KernelEntry<Transpose> TRANSPOSE =
      new KernelEntry<>(Transpose.class, StridedKernel::transpose);
  public static final KernelEntry<Slice> SLICE =
      new KernelEntry<>(Slice.class, StridedKernel::slice);
  public static final KernelEntry<Reverse> REVERSE =
      new KernelEntry<>(Reverse.class, StridedKernel::reverse);
  public static final KernelEntry<BroadcastTo> BROADCAST =
      new KernelEntry<>(BroadcastTo.class, StridedKernel::broadcast);

  private final String name;
  private final StridedCopy copy;
  private final int first;
  private final CpuDevice device;

  private StridedKernel(String name, StridedCopy copy, int first, KernelEnv env) {
    this.name = name;
    this.copy = copy;
    this.first = first;
    this.device = CpuDevice.of(env);
  }

  private static Optional<Kernel> transpose(Transpose op, OpSignature signature, KernelEnv env) {
    int[] own = signature.inputShape(0).strides();
    int[] strides = op.permutation().stream().mapToInt(axis -> own[axis]).toArray();
    return of("Transpose", signature, strides, 0, env);
  }

  private static Optional<Kernel> slice(Slice op, OpSignature signature, KernelEnv env) {
    int[] own = signature.inputShape(0).strides();
    int[] strides = new int[own.length];
    int first = 0;
    for (int axis = 0; axis < own.length; axis++) {
      first += op.starts().get(axis) * own[axis];
      strides[axis] = op.strides().get(axis) * own[axis];
    }
    return of("Slice", signature, strides, first, env);
  }

  private static Optional<Kernel> reverse(Reverse op, OpSignature signature, KernelEnv env) {
    Shape shape = signature.inputShape(0);
    int[] strides = shape.strides();
    int first = 0;
    for (int axis : op.axes()) {
      first += Math.max(0, shape.dim(axis) - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
    return of("Reverse", signature, strides, first, env);
  }

  private static Optional<Kernel> broadcast(BroadcastTo op, OpSignature signature, KernelEnv env) {
    int[] strides = BroadcastWalk.strides(signature.inputShape(0), signature.outputShape(0));
    return of("Broadcast", signature, strides, 0, env);
  }

  private static Optional<Kernel> of(
      String name, OpSignature signature, int[] strides, int first, KernelEnv env) {
    StridedCopy copy = StridedCopy.dense(signature.outputShape(0), strides);
    return Optional.of(new StridedKernel(name, copy, first, env));
  }

  @Override
  public Step bind(Frame frame) {
    DType.Storage storage = frame.spec(0).dtype().storage();
    Object source = frame.array(0);
    Object target = frame.array(1);
    int sourceAt = frame.offset(0) + first;
    int targetAt = frame.offset(1);
    int pieces = copy.elements() == 0 ? 0 : copy.pieces();
    long cost = pieces == 0 ? 0 : copy.elements() / pieces;
    return device.loop(
        pieces,
        cost,
        (from, to) -> copy.run(storage, source, sourceAt, target, targetAt, from, to));
  }

  @Override
  public String describe() {
    return name;
  }
}
