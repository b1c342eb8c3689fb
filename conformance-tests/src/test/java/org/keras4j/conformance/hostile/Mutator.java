package org.keras4j.conformance.hostile;

import java.util.Random;

/** Changes a file in a way drawn from a seed: the same seed gives the same file. */
interface Mutator {
  /** The changed file; {@code file} itself stays as it is. */
  byte[] mutate(byte[] file, Random random);

  /** One of the values that readers trip over. */
  static long extreme(Random random, long fileSize) {
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1 -> -1;
      case 2 -> 1;
      case 3 -> 1L << random.nextInt(64);
      case 4 -> (1L << random.nextInt(63)) - 1;
      case 5 -> fileSize;
      case 6 -> fileSize - 1 - random.nextInt(64);
      case 7 -> Integer.MAX_VALUE;
      case 8 -> Long.MIN_VALUE + random.nextInt(8);
      default -> random.nextLong();
    };
  }
}
