package org.keras4j.benchmarks;

import java.util.Random;

/** Operands of kernels. */
final class Values {
  private Values() {}

  /** Values from -1 to 1, the same at each run; zeros would make denormals and skipped work. */
  static float[] of(int n) {
    Random random = new Random(n);
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = 2 * random.nextFloat() - 1;
    }
    return values;
  }
}
