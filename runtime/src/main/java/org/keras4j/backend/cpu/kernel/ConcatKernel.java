package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Concat;

/** Copies each operand's runs to where they belong. Any dtype. */
public final class ConcatKernel implements Kernel {
  public static final KernelEntry<Concat> ENTRY =
      new KernelEntry<>(Concat.class, ConcatKernel::prepare);

  private final int outer;
  private final int[] runs;
  private final int total;
  private final CpuDevice device;

  private ConcatKernel(int outer, int[] runs, int total, CpuDevice device) {
    this.outer = outer;
    this.runs = runs;
    this.total = total;
    this.device = device;
  }

  private static Optional<Kernel> prepare(Concat op, OpSignature signature, KernelEnv env) {
    int rank = signature.outputShape(0).rank();
    int[] runs =
        signature.inputs().stream().mapToInt(in -> in.shape().product(op.axis(), rank)).toArray();
    int outer = signature.outputShape(0).product(0, op.axis());
    int total = signature.outputShape(0).product(op.axis(), rank);
    return Optional.of(new ConcatKernel(outer, runs, total, CpuDevice.of(env)));
  }

  @Override
  public Step bind(Frame frame) {
    int count = runs.length;
    Object[] sources = new Object[count];
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      sources[i] = frame.array(i);
      offsets[i] = frame.offset(i);
    }
    Object target = frame.array(count);
    int targetAt = frame.offset(count);
    return device.loop(
        outer,
        total,
        (from, to) -> {
          for (int row = from; row < to; row++) {
            int at = targetAt + row * total;
            for (int i = 0; i < count; i++) {
              System.arraycopy(sources[i], offsets[i] + row * runs[i], target, at, runs[i]);
              at += runs[i];
            }
          }
        });
  }
}
