package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.CompareOp;
import org.keras4j.tensor.DType;

/** Element-wise comparisons of numbers, broadcast; float32 and int32 have loops of their own. */
public final class CompareKernel implements Kernel {
  public static final KernelEntry<CompareOp> ENTRY =
      new KernelEntry<>(CompareOp.class, CompareKernel::prepare);

  private final CompareOp op;
  private final BroadcastWalk walk;
  private final int size;
  private final CpuDevice device;

  private CompareKernel(CompareOp op, OpSignature signature, CpuDevice device) {
    this.op = op;
    this.walk =
        new BroadcastWalk(
            signature.outputShape(0), List.of(signature.inputShape(0), signature.inputShape(1)));
    this.size = signature.outputShape(0).intSize();
    this.device = device;
  }

  private static Optional<Kernel> prepare(CompareOp op, OpSignature signature, KernelEnv env) {
    return signature.dtype(0).isNumeric()
        ? Optional.of(new CompareKernel(op, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  /** Compares {@code n} elements from the given positions; steps are 0 or 1. */
  @FunctionalInterface
  private interface Run {
    void run(int a, int aStep, int b, int bStep, int y, int n);
  }

  @Override
  public Step bind(Frame frame) {
    Run run = run(frame);
    return device.loop(
        size,
        2,
        (from, to) -> {
          int inner = walk.inner();
          for (int at = from; at < to; ) {
            int row = at / inner;
            int skip = at - row * inner;
            int n = Math.min(inner - skip, to - at);
            int aStep = walk.moves(0) ? 1 : 0;
            int bStep = walk.moves(1) ? 1 : 0;
            int a = walk.offset(0, row) + aStep * skip;
            int b = walk.offset(1, row) + bStep * skip;
            run.run(a, aStep, b, bStep, at, n);
            at += n;
          }
        });
  }

  private Run run(Frame frame) {
    byte[] y = frame.bytes(2);
    int yAt = frame.offset(2);
    int aAt = frame.offset(0);
    int bAt = frame.offset(1);
    if (frame.spec(0).dtype() == DType.FLOAT32) {
      float[] a = frame.floats(0);
      float[] b = frame.floats(1);
      return (ia, sa, ib, sb, iy, n) -> floats(a, aAt + ia, sa, b, bAt + ib, sb, y, yAt + iy, n);
    }
    if (frame.spec(0).dtype() == DType.INT32) {
      int[] a = frame.ints(0);
      int[] b = frame.ints(1);
      return (ia, sa, ib, sb, iy, n) -> ints(a, aAt + ia, sa, b, bAt + ib, sb, y, yAt + iy, n);
    }
    TypedArray a = new TypedArray(frame, 0);
    TypedArray b = new TypedArray(frame, 1);
    return (ia, sa, ib, sb, iy, n) -> {
      for (int i = 0; i < n; i++) {
        boolean holds =
            a.isFloating()
                ? holds(a.getDouble(ia + i * sa), b.getDouble(ib + i * sb))
                : holds(a.getLong(ia + i * sa), b.getLong(ib + i * sb));
        y[yAt + iy + i] = (byte) (holds ? 1 : 0);
      }
    };
  }

  private void floats(
      float[] a, int ia, int sa, float[] b, int ib, int sb, byte[] y, int iy, int n) {
    switch (op) {
      case EQUAL -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] == b[ib + i * sb] ? 1 : 0);
        }
      }
      case NOT_EQUAL -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] != b[ib + i * sb] ? 1 : 0);
        }
      }
      case LESS -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] < b[ib + i * sb] ? 1 : 0);
        }
      }
      case LESS_EQUAL -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] <= b[ib + i * sb] ? 1 : 0);
        }
      }
      case GREATER -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] > b[ib + i * sb] ? 1 : 0);
        }
      }
      case GREATER_EQUAL -> {
        for (int i = 0; i < n; i++) {
          y[iy + i] = (byte) (a[ia + i * sa] >= b[ib + i * sb] ? 1 : 0);
        }
      }
    }
  }

  private void ints(int[] a, int ia, int sa, int[] b, int ib, int sb, byte[] y, int iy, int n) {
    for (int i = 0; i < n; i++) {
      y[iy + i] = (byte) (holds((long) a[ia + i * sa], b[ib + i * sb]) ? 1 : 0);
    }
  }

  private boolean holds(long a, long b) {
    return switch (op) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
    };
  }

  private boolean holds(double a, double b) {
    return switch (op) {
      case EQUAL -> a == b;
      case NOT_EQUAL -> a != b;
      case LESS -> a < b;
      case LESS_EQUAL -> a <= b;
      case GREATER -> a > b;
      case GREATER_EQUAL -> a >= b;
    };
  }
}
