package org.keras4j.op;

import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The counter-based generator Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1,
 * 2, 3", 2011). Word {@code i} of a stream is a function of the key and {@code i} alone, so that
 * any split over threads or devices gives the same values. Kernels must agree with these methods.
 */
public final class Philox {
  private static final int ROUNDS = 10;
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;

  private Philox() {}

  /** Word {@code index}: lane {@code index % 4} of the block with counter {@code index / 4}. */
  public static int word(int key0, int key1, long index) {
    long block = index >>> 2;
    int[] words = new int[4];
    block(key0, key1, (int) block, (int) (block >>> 32), 0, 0, words, 0);
    return words[(int) (index & 3)];
  }

  /** Puts the four words of one block into {@code words}, from {@code at} on. */
  public static void block(
      int key0, int key1, int c0, int c1, int c2, int c3, int[] words, int at) {
    for (int round = 0; round < ROUNDS; round++) {
      long product0 = MULTIPLIER_0 * (c0 & 0xffffffffL);
      long product1 = MULTIPLIER_1 * (c2 & 0xffffffffL);
      int next0 = (int) (product1 >>> 32) ^ c1 ^ key0;
      int next2 = (int) (product0 >>> 32) ^ c3 ^ key1;
      c1 = (int) product1;
      c3 = (int) product0;
      c0 = next0;
      c2 = next2;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
    words[at] = c0;
    words[at + 1] = c1;
    words[at + 2] = c2;
    words[at + 3] = c3;
  }

  /**
   * Element {@code index} of a {@link RandomUniform}: as many random bits as the type's significand
   * holds, so that 1 is never reached. float64 takes two words an element.
   */
  public static double uniform(DType dtype, int key0, int key1, long index) {
    return switch (dtype) {
      case FLOAT64 -> {
        long high = word(key0, key1, 2 * index) & 0xffffffffL;
        long low = word(key0, key1, 2 * index + 1) & 0xffffffffL;
        yield ((high << 21) | (low >>> 11)) * 0x1p-53;
      }
      case FLOAT16 -> (word(key0, key1, index) >>> 21) * 0x1p-11;
      case BFLOAT16 -> (word(key0, key1, index) >>> 24) * 0x1p-8;
      default -> (word(key0, key1, index) >>> 8) * 0x1p-24;
    };
  }

  /** Element {@code index} of a {@link RandomNormal}: Box-Muller on words 2i and 2i + 1. */
  public static double normal(int key0, int key1, long index) {
    long first = word(key0, key1, 2 * index) & 0xffffffffL;
    long second = word(key0, key1, 2 * index + 1) & 0xffffffffL;
    double radius = StrictMath.sqrt(-2 * StrictMath.log((first + 0.5) * 0x1p-32));
    return radius * StrictMath.cos(2 * Math.PI * (second * 0x1p-32));
  }

  static void checkKey(Op op, TensorSpec key) {
    boolean fits = key.dtype() == DType.UINT32 && key.shape().isCompatible(Shape.of(2));
    OpChecks.require(fits, op, "a key of spec uint32(2,)", key);
  }
}
