package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Philox;
import org.keras4j.op.RandomBits;
import org.keras4j.op.RandomNormal;
import org.keras4j.op.RandomUniform;
import org.keras4j.tensor.DType;

/** Random words, uniform and normal float32: each element is a function of key and position. */
public final class RandomKernel implements Kernel {
  public static final KernelEntry<RandomBits> BITS =
      new KernelEntry<>(RandomBits.class, (op, signature, env) -> of(Kind.BITS, signature, env));
  public static final KernelEntry<RandomUniform> UNIFORM =
      new KernelEntry<>(
          RandomUniform.class, (op, signature, env) -> of(Kind.UNIFORM, signature, env));
  public static final KernelEntry<RandomNormal> NORMAL =
      new KernelEntry<>(
          RandomNormal.class, (op, signature, env) -> of(Kind.NORMAL, signature, env));

  private enum Kind {
    BITS,
    UNIFORM,
    NORMAL
  }

  private final Kind kind;
  private final int size;
  private final CpuDevice device;

  private RandomKernel(Kind kind, int size, CpuDevice device) {
    this.kind = kind;
    this.size = size;
    this.device = device;
  }

  private static Optional<Kernel> of(Kind kind, OpSignature signature, KernelEnv env) {
    DType dtype = signature.output(0).dtype();
    return kind == Kind.BITS || dtype == DType.FLOAT32
        ? Optional.of(new RandomKernel(kind, signature.outputShape(0).intSize(), CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    int[] key = frame.ints(0);
    int keyAt = frame.offset(0);
    int yAt = frame.offset(1);
    if (kind == Kind.BITS) {
      int[] y = frame.ints(1);
      return blocks(
          (block, at, n) -> {
            int[] words = Philox.block(key[keyAt], key[keyAt + 1], block, 0, 0, 0);
            System.arraycopy(words, 0, y, yAt + at, n);
          });
    }
    float[] y = frame.floats(1);
    if (kind == Kind.UNIFORM) {
      return blocks(
          (block, at, n) -> {
            int[] words = Philox.block(key[keyAt], key[keyAt + 1], block, 0, 0, 0);
            for (int i = 0; i < n; i++) {
              y[yAt + at + i] = (words[i] >>> 8) * 0x1p-24f;
            }
          });
    }
    return blocks(
        (block, at, n) -> {
          for (int i = 0; i < n; i++) {
            y[yAt + at + i] = (float) Philox.normal(key[keyAt], key[keyAt + 1], at + i);
          }
        });
  }

  /** Elements {@code at} to {@code at + n}, which are the words of one block. */
  @FunctionalInterface
  private interface Block {
    void run(int block, int at, int n);
  }

  private Step blocks(Block body) {
    return device.loop(
        (size + 3) / 4,
        64,
        (from, to) -> {
          for (int block = from; block < to; block++) {
            body.run(block, 4 * block, Math.min(4, size - 4 * block));
          }
        });
  }

  @Override
  public String describe() {
    return "Random " + kind;
  }
}
