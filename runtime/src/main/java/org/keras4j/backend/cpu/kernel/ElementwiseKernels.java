package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.reference.ScalarMath;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/**
 * Element-wise functions of any numeric dtype, one element at a time: integers, bools, float64,
 * half floats (computed wider and rounded once), and the rare functions of float32.
 */
public final class ElementwiseKernels {
  public static final KernelEntry<UnaryOp> UNARY =
      new KernelEntry<>(UnaryOp.class, ElementwiseKernels::unary);
  public static final KernelEntry<BinaryOp> BINARY =
      new KernelEntry<>(BinaryOp.class, ElementwiseKernels::binary);

  private ElementwiseKernels() {}

  private static Optional<Kernel> unary(UnaryOp op, OpSignature signature, KernelEnv env) {
    int size = signature.outputShape(0).intSize();
    return Optional.of(new Unary(op, size, signature.output(0), CpuDevice.of(env)));
  }

  private static Optional<Kernel> binary(BinaryOp op, OpSignature signature, KernelEnv env) {
    if (op == BinaryOp.NEXT_AFTER) {
      return Optional.empty();
    }
    BroadcastWalk walk =
        new BroadcastWalk(
            signature.outputShape(0), List.of(signature.inputShape(0), signature.inputShape(1)));
    int size = signature.outputShape(0).intSize();
    return Optional.of(new Binary(op, walk, size, signature.dtype(0), CpuDevice.of(env)));
  }

  private record Unary(UnaryOp op, int size, TensorSpec output, CpuDevice device)
      implements Kernel {
    @Override
    public Step bind(Frame frame) {
      TypedArray x = new TypedArray(frame, 0);
      TypedArray y = new TypedArray(frame, 1);
      boolean floating = x.isFloating();
      return device.loop(
          size,
          16,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              if (floating) {
                y.set(i, ScalarMath.unary(op, x.getDouble(i)));
              } else {
                y.set(i, ScalarMath.unary(op, x.getLong(i)));
              }
            }
          });
    }

    // Tests of floats give bools, whose storage differs; the plan sees to that.
    @Override
    public boolean canOverwrite(int input) {
      return true;
    }

    @Override
    public String describe() {
      return "Unary " + op + " of " + output.dtype();
    }
  }

  private record Binary(BinaryOp op, BroadcastWalk walk, int size, DType dtype, CpuDevice device)
      implements Kernel {
    @Override
    public Step bind(Frame frame) {
      TypedArray a = new TypedArray(frame, 0);
      TypedArray b = new TypedArray(frame, 1);
      TypedArray y = new TypedArray(frame, 2);
      return device.loop(size, 16, (from, to) -> run(a, b, y, from, to));
    }

    private void run(TypedArray a, TypedArray b, TypedArray y, int from, int to) {
      int inner = walk.inner();
      for (int at = from; at < to; ) {
        int row = at / inner;
        int skip = at - row * inner;
        int n = Math.min(inner - skip, to - at);
        int as = walk.moves(0) ? 1 : 0;
        int bs = walk.moves(1) ? 1 : 0;
        int ai = walk.offset(0, row) + as * skip;
        int bi = walk.offset(1, row) + bs * skip;
        for (int i = 0; i < n; i++) {
          if (dtype.isFloating()) {
            double result =
                ScalarMath.binary(op, a.getDouble(ai + i * as), b.getDouble(bi + i * bs));
            y.set(at + i, result);
          } else {
            long result =
                ScalarMath.binary(op, a.getLong(ai + i * as), b.getLong(bi + i * bs), dtype);
            y.set(at + i, result);
          }
        }
        at += n;
      }
    }

    @Override
    public boolean canOverwrite(int input) {
      return true;
    }

    @Override
    public String describe() {
      return "Binary " + op + " of " + dtype;
    }
  }
}
