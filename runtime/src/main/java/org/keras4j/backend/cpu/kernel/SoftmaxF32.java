package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.PortableMath;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.Softmax;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Softmax and its logarithm over any axis of float32. */
public final class SoftmaxF32 implements Kernel {
  public static final KernelEntry<Softmax> ENTRY =
      new KernelEntry<>(
          Softmax.class, (op, signature, env) -> of(op.axis(), false, signature, env));
  public static final KernelEntry<LogSoftmax> LOG =
      new KernelEntry<>(
          LogSoftmax.class, (op, signature, env) -> of(op.axis(), true, signature, env));

  private static final int SHORT_ROW = 32;

  private final boolean logarithm;
  private final int outer;
  private final int axis;
  private final int inner;
  private final CpuDevice device;

  private SoftmaxF32(int axis, boolean logarithm, Shape shape, CpuDevice device) {
    this.logarithm = logarithm;
    this.outer = shape.product(0, axis);
    this.axis = shape.dim(axis);
    this.inner = shape.product(axis + 1, shape.rank());
    this.device = device;
  }

  private static Optional<Kernel> of(
      int axis, boolean logarithm, OpSignature signature, KernelEnv env) {
    return signature.all(DType.FLOAT32) && !signature.anyEmpty()
        ? Optional.of(new SoftmaxF32(axis, logarithm, signature.inputShape(0), CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    float[] y = frame.floats(1);
    int yAt = frame.offset(1);
    // Plain loops give the same bits; on short rows they are faster, and the vectors that they do
    // not make need not be collected.
    VectorMath math = inner == 1 && axis < SHORT_ROW ? new PortableMath() : device.math();
    int plane = axis * inner;
    if (inner == 1) {
      return device.loop(
          outer,
          8L * axis,
          (from, to) -> {
            int source = xAt + from * axis;
            int target = yAt + from * axis;
            if (logarithm) {
              org.keras4j.backend.cpu.simd.Softmax.logRows(
                  math, x, source, y, target, to - from, axis);
            } else {
              org.keras4j.backend.cpu.simd.Softmax.rows(
                  math, x, source, y, target, to - from, axis);
            }
          });
    }
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, inner * device.pool().threads());
    return device.slottedLoop(
        outer,
        8L * plane,
        (row, slot) -> {
          int source = xAt + row * plane;
          int target = yAt + row * plane;
          float[] work = scratch.floats();
          int at = slot * inner;
          if (logarithm) {
            org.keras4j.backend.cpu.simd.Softmax.logAxis(
                math, x, source, 1, axis, inner, y, target, work, at);
          } else {
            org.keras4j.backend.cpu.simd.Softmax.axis(
                math, x, source, 1, axis, inner, y, target, work, at);
          }
        });
  }

  @Override
  public boolean canOverwrite(int input) {
    return !logarithm && inner == 1;
  }

  @Override
  public String describe() {
    return logarithm ? "LogSoftmaxF32" : "SoftmaxF32";
  }
}
