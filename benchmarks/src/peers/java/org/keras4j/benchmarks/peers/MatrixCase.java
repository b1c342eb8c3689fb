package org.keras4j.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;

/**
 * A product of float32 matrices, {@code (m, k)} by {@code (k, n)}.
 *
 * @param weight whether the right operand is known beforehand, as a layer's kernel is
 */
record MatrixCase(int m, int n, int k, boolean transposeA, boolean transposeB, boolean weight) {

  /** Square products of all size classes, skinny ones as layers have them, and transposed ones. */
  static List<MatrixCase> all() {
    List<MatrixCase> cases = new ArrayList<>();
    for (int size : new int[] {1, 8, 32, 64, 128, 256, 1024}) {
      cases.add(new MatrixCase(size, size, size, false, false, false));
    }
    int[][] skinny = {
      {1, 512, 784}, {1, 512, 128}, {32, 512, 784}, {32, 1000, 2048}, {3136, 64, 64}
    };
    for (int[] size : skinny) {
      cases.add(new MatrixCase(size[0], size[1], size[2], false, false, true));
    }
    for (int size : new int[] {64, 256}) {
      cases.add(new MatrixCase(size, size, size, true, false, false));
      cases.add(new MatrixCase(size, size, size, false, true, false));
      cases.add(new MatrixCase(size, size, size, true, true, false));
    }
    return cases;
  }

  int[] shapeA() {
    return transposeA ? new int[] {k, m} : new int[] {m, k};
  }

  int[] shapeB() {
    return transposeB ? new int[] {n, k} : new int[] {k, n};
  }

  double gflop() {
    return 2e-9 * m * n * k;
  }

  @Override
  public String toString() {
    return (transposeA ? "A'" : "A")
        + (transposeB ? "B'" : "B")
        + " "
        + m
        + "x"
        + n
        + "x"
        + k
        + (weight ? " weight" : "");
  }
}
