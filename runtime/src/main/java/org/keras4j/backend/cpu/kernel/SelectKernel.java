package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Select;
import org.keras4j.tensor.DType;

/** Picks from two operands by a condition, all three broadcast. Any dtype. */
public final class SelectKernel implements Kernel {
  public static final KernelEntry<Select> ENTRY =
      new KernelEntry<>(Select.class, SelectKernel::prepare);

  private final BroadcastWalk walk;
  private final int size;
  private final CpuDevice device;

  private SelectKernel(OpSignature signature, CpuDevice device) {
    this.walk =
        new BroadcastWalk(
            signature.outputShape(0),
            List.of(signature.inputShape(0), signature.inputShape(1), signature.inputShape(2)));
    this.size = signature.outputShape(0).intSize();
    this.device = device;
  }

  private static Optional<Kernel> prepare(Select op, OpSignature signature, KernelEnv env) {
    return Optional.of(new SelectKernel(signature, CpuDevice.of(env)));
  }

  @Override
  public Step bind(Frame frame) {
    byte[] condition = frame.bytes(0);
    int conditionAt = frame.offset(0);
    Object a = frame.array(1);
    int aAt = frame.offset(1);
    Object b = frame.array(2);
    int bAt = frame.offset(2);
    Object y = frame.array(3);
    int yAt = frame.offset(3);
    boolean isFloat = frame.spec(1).dtype().storage() == DType.Storage.FLOAT;
    return device.loop(
        size,
        2,
        (from, to) -> {
          int inner = walk.inner();
          for (int at = from; at < to; ) {
            int row = at / inner;
            int skip = at - row * inner;
            int n = Math.min(inner - skip, to - at);
            int cs = walk.moves(0) ? 1 : 0;
            int as = walk.moves(1) ? 1 : 0;
            int bs = walk.moves(2) ? 1 : 0;
            int ci = conditionAt + walk.offset(0, row) + cs * skip;
            int ai = aAt + walk.offset(1, row) + as * skip;
            int bi = bAt + walk.offset(2, row) + bs * skip;
            if (isFloat) {
              floats(
                  condition,
                  ci,
                  cs,
                  (float[]) a,
                  ai,
                  as,
                  (float[]) b,
                  bi,
                  bs,
                  (float[]) y,
                  yAt + at,
                  n);
            } else {
              for (int i = 0; i < n; i++) {
                boolean first = condition[ci + i * cs] != 0;
                int source = first ? ai + i * as : bi + i * bs;
                System.arraycopy(first ? a : b, source, y, yAt + at + i, 1);
              }
            }
            at += n;
          }
        });
  }

  private static void floats(
      byte[] condition,
      int ci,
      int cs,
      float[] a,
      int ai,
      int as,
      float[] b,
      int bi,
      int bs,
      float[] y,
      int yi,
      int n) {
    for (int i = 0; i < n; i++) {
      y[yi + i] = condition[ci + i * cs] != 0 ? a[ai + i * as] : b[bi + i * bs];
    }
  }

  @Override
  public boolean canOverwrite(int input) {
    return input > 0;
  }
}
