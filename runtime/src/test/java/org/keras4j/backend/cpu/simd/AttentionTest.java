package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Attention against a plain softmax in double. */
class AttentionTest {
  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  private static VectorMath math(MatrixKernels kernels) {
    return kernels instanceof PortableMatrixKernels ? new PortableMath() : new VectorApiMath();
  }

  private static float[] run(
      MatrixKernels kernels,
      int threads,
      AttentionSpec s,
      AttentionMask mask,
      float[] q,
      float[] k,
      float[] v) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      Attention attention = new Attention(kernels, math(kernels), s, pool).mask(mask);
      float[] scratch = new float[attention.scratchSize() + 2];
      Arrays.fill(scratch, Float.NaN);
      float[] out = new float[s.batch() * s.heads() * s.queries() * s.valueSize() + 2];
      out[0] = 5f;
      out[out.length - 1] = 5f;
      attention.run(q, 0, k, 0, v, 0, out, 1, scratch, 1);
      assertEquals(5f, out[0]);
      assertEquals(5f, out[out.length - 1]);
      assertEquals(Float.NaN, scratch[0]);
      assertEquals(Float.NaN, scratch[scratch.length - 1]);
      return Arrays.copyOfRange(out, 1, out.length - 1);
    }
  }

  private static float[] naive(
      AttentionSpec s, AttentionMask mask, float[] q, float[] k, float[] v) {
    float[] out = new float[s.batch() * s.heads() * s.queries() * s.valueSize()];
    for (int b = 0; b < s.batch(); b++) {
      for (int h = 0; h < s.heads(); h++) {
        int keyHead = h / s.headsPerKey();
        for (int i = 0; i < s.queries(); i++) {
          double[] score = new double[s.keys()];
          double largest = Double.NEGATIVE_INFINITY;
          for (int j = 0; j < s.keys(); j++) {
            double sum = 0;
            for (int p = 0; p < s.size(); p++) {
              sum +=
                  (double) q[b * s.q().batch() + h * s.q().head() + i * s.q().position() + p]
                      * k[b * s.k().batch() + keyHead * s.k().head() + j * s.k().position() + p];
            }
            int m = mask.at() + b * mask.batch() + h * mask.head() + i * mask.query() + j;
            score[j] = sum * s.scale() + (mask.additive() == null ? 0 : mask.additive()[m]);
            boolean hidden =
                mask.visible() != null && mask.visible()[m] == 0 || s.causal() && j > i;
            score[j] = hidden ? mask.hidden() : score[j];
            largest = Math.max(largest, score[j]);
          }
          double total = 0;
          for (int j = 0; j < s.keys(); j++) {
            score[j] = Math.exp(score[j] - largest);
            total += score[j];
          }
          for (int p = 0; p < s.valueSize(); p++) {
            double sum = 0;
            for (int j = 0; j < s.keys(); j++) {
              sum +=
                  score[j]
                      * v[b * s.v().batch() + keyHead * s.v().head() + j * s.v().position() + p];
            }
            int at = b * s.output().batch() + h * s.output().head() + i * s.output().position();
            out[at + p] = (float) (sum / total);
          }
        }
      }
    }
    return out;
  }

  private static AttentionSpec spec(
      int batch,
      int heads,
      int perKey,
      int queries,
      int keys,
      int size,
      int valueSize,
      boolean causal,
      boolean headMajor) {
    int keyHeads = heads / perKey;
    float scale = (float) (1 / Math.sqrt(size));
    return headMajor
        ? new AttentionSpec(
            batch,
            heads,
            queries,
            keys,
            size,
            valueSize,
            perKey,
            scale,
            causal,
            AttentionSpec.Strides.headMajor(queries, heads, size),
            AttentionSpec.Strides.headMajor(keys, keyHeads, size),
            AttentionSpec.Strides.headMajor(keys, keyHeads, valueSize),
            AttentionSpec.Strides.headMajor(queries, heads, valueSize))
        : new AttentionSpec(
            batch,
            heads,
            queries,
            keys,
            size,
            valueSize,
            perKey,
            scale,
            causal,
            AttentionSpec.Strides.positionMajor(queries, heads, size),
            AttentionSpec.Strides.positionMajor(keys, keyHeads, size),
            AttentionSpec.Strides.positionMajor(keys, keyHeads, valueSize),
            AttentionSpec.Strides.positionMajor(queries, heads, valueSize));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void masksLayoutsAndSizes(MatrixKernels kernels) {
    Random random = new Random(9);
    int[][] sizes = { // batch, heads, heads per key, queries, keys, size, value size
      {1, 1, 1, 1, 1, 1, 1},
      {2, 3, 1, 5, 7, 8, 8},
      {1, 2, 2, 17, 300, 64, 64},
      {2, 4, 2, 70, 257, 20, 33},
      {1, 1, 1, 130, 600, 300, 270},
      {1, 2, 1, 1, 1030, 16, 16},
    };
    for (int[] z : sizes) {
      for (int bits = 0; bits < 12; bits++) {
        AttentionSpec s =
            spec(z[0], z[1], z[2], z[3], z[4], z[5], z[6], bits % 2 == 1, bits % 4 < 2);
        int keyHeads = z[1] / z[2];
        float[] q = TestKernels.random(random, z[0] * z[1] * z[3] * z[5]);
        float[] k = TestKernels.random(random, z[0] * keyHeads * z[4] * z[5]);
        float[] v = TestKernels.random(random, z[0] * keyHeads * z[4] * z[6]);
        for (int i = 0; i < q.length; i++) {
          q[i] *= 8; // scores that differ enough to move the largest from block to block
        }
        AttentionMask mask = AttentionMask.NONE;
        if (bits / 4 == 1) {
          float[] values = TestKernels.random(random, z[1] * z[3] * z[4]);
          mask = AttentionMask.additive(values, 0, 0, z[3] * z[4], z[4]);
        } else if (bits / 4 == 2) {
          byte[] visible = new byte[1 + z[0] * z[3] * z[4]];
          for (int i = 0; i < visible.length; i++) {
            visible[i] = (byte) (random.nextInt(3) == 0 ? 0 : 1);
          }
          Arrays.fill(visible, 1, 1 + z[4], (byte) 0); // the first query sees nothing
          mask = AttentionMask.visible(visible, 1, z[3] * z[4], 0, z[4]);
        }
        float[] expected = naive(s, mask, q, k, v);
        float[] one = run(kernels, 1, s, mask, q, k, v);
        assertArrayEquals(expected, one, 1e-5f, s + " " + bits);
        assertArrayEquals(one, run(kernels, 3, s, mask, q, k, v), 0f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void keysHiddenByMinusInfinityCountNothing(MatrixKernels kernels) {
    AttentionSpec s = spec(1, 1, 1, 3, 700, 4, 4, false, true);
    Random random = new Random(10);
    float[] q = TestKernels.random(random, 12);
    float[] k = TestKernels.random(random, 2800);
    float[] v = TestKernels.random(random, 2800);
    float[] values = new float[700];
    Arrays.fill(values, 0, 650, Float.NEGATIVE_INFINITY); // whole blocks at the start
    AttentionMask mask = AttentionMask.additive(values, 0, 0, 0, 0);
    float[] expected = naive(s, mask, q, k, v);
    assertArrayEquals(expected, run(kernels, 1, s, mask, q, k, v), 1e-5f);
  }

  @Test
  void refusesHeadsThatCannotBeShared() {
    assertThrows(IllegalArgumentException.class, () -> spec(1, 4, 3, 2, 2, 2, 2, false, false));
  }
}
