package org.keras4j.initializers;

import org.keras4j.op.Philox;

/** Random numbers of initializers: value {@code i} depends on the seed and {@code i} alone. */
final class RandomValues {
  private final int key0;
  private final int key1;

  RandomValues(long seed) {
    key0 = (int) seed;
    key1 = (int) (seed >>> 32);
  }

  /** Uniform in [0, 1), with 53 bits. */
  double uniform(long index) {
    long high = Philox.word(key0, key1, 2 * index) & 0xffffffffL;
    long low = Philox.word(key0, key1, 2 * index + 1) & 0xffffffffL;
    return ((high << 21) | (low >>> 11)) * 0x1p-53;
  }

  /** Standard normal, by Box and Muller. */
  double normal(long index) {
    double radius = Math.sqrt(-2 * Math.log(1 - uniform(2 * index)));
    return radius * Math.cos(2 * Math.PI * uniform(2 * index + 1));
  }

  /** Standard normal, drawn again until it lies within two standard deviations. */
  double truncatedNormal(long index) {
    for (long attempt = 0; ; attempt++) {
      double value = normal(index + (attempt << 40));
      if (Math.abs(value) <= 2) {
        return value;
      }
    }
  }
}
