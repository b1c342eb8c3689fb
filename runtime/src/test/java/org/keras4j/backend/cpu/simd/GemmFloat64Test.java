package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GemmFloat64Test {

  @Test
  void agreesWithPlainLoops() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      int m = 1 + random.nextInt(40);
      int n = 1 + random.nextInt(round % 10 == 0 ? 300 : 40);
      int k = random.nextInt(60);
      int batch = 1 + random.nextInt(3);
      GemmSpec dense = GemmSpec.of(m, n, k, random.nextBoolean(), random.nextBoolean());
      GemmSpec wide = dense.leading(dense.lda() + 1, dense.ldb() + 2, dense.ldc() + 3);
      GemmSpec s = wide.batched(batch, wide.lda() * 60, wide.ldb() * 310, wide.ldc() * 41);
      if (random.nextBoolean()) {
        s = s.accumulating();
      }
      double[] a = random.doubles(3 + batch * Math.max(1, s.strideA())).toArray();
      double[] b = random.doubles(3 + batch * Math.max(1, s.strideB())).toArray();
      double[] c = random.doubles(3 + batch * s.strideC()).toArray();
      double[] expected = c.clone();
      for (int g = 0; g < batch; g++) {
        for (int i = 0; i < m; i++) {
          for (int j = 0; j < n; j++) {
            int at = 3 + g * s.strideC() + i * s.ldc() + j;
            double sum = s.accumulate() ? c[at] : 0;
            for (int p = 0; p < k; p++) {
              int left = s.transposeA() ? p * s.lda() + i : i * s.lda() + p;
              int right = s.transposeB() ? j * s.ldb() + p : p * s.ldb() + j;
              sum += a[1 + g * s.strideA() + left] * b[2 + g * s.strideB() + right];
            }
            expected[at] = sum;
          }
        }
      }
      try (WorkerPool pool = new WorkerPool(1 + round % 3)) {
        new GemmFloat64(s, pool).run(a, 1, b, 2, c, 3);
      }
      assertArrayEquals(expected, c, 1e-12, s.toString());
    }
  }
}
