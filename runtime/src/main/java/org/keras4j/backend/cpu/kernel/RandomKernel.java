package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.HostBuffer;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
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
    if (kind == Kind.NORMAL) {
      float[] y = frame.floats(1);
      return device.loop(
          size,
          256,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              y[yAt + i] = (float) Philox.normal(key[keyAt], key[keyAt + 1], i);
            }
          });
    }
    int blocks = (size + 3) / 4;
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.INT, 4 * blocks);
    if (kind == Kind.BITS) {
      int[] y = frame.ints(1);
      return device.loop(
          blocks,
          64,
          (from, to) -> {
            int[] words = words(scratch, key[keyAt], key[keyAt + 1], from, to);
            System.arraycopy(words, 4 * from, y, yAt + 4 * from, end(to) - 4 * from);
          });
    }
    float[] y = frame.floats(1);
    return device.loop(
        blocks,
        64,
        (from, to) -> {
          int[] words = words(scratch, key[keyAt], key[keyAt + 1], from, to);
          int end = end(to);
          for (int i = 4 * from; i < end; i++) {
            y[yAt + i] = (words[i] >>> 8) * 0x1p-24f;
          }
        });
  }

  /** The element after those of the blocks before {@code block}: the last block may be cut. */
  private int end(int block) {
    return Math.min(4 * block, size);
  }

  /** The scratch words, of which those of blocks {@code from} to {@code to} are made now. */
  private static int[] words(Scratch scratch, int key0, int key1, int from, int to) {
    int[] words = (int[]) ((HostBuffer) scratch.buffer(DType.Storage.INT)).array();
    for (int block = from; block < to; block++) {
      Philox.block(key0, key1, block, 0, 0, 0, words, 4 * block);
    }
    return words;
  }

  @Override
  public String describe() {
    return "Random " + kind;
  }
}
