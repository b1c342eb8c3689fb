package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GemmTest {
  private static final float GUARD = -12345.5f;

  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  /** One product in guarded arrays, checked against a double loop. */
  private static float[] check(
      MatrixKernels kernels, int threads, GemmSpec spec, boolean packed, Epilogue epilogue) {
    Random random = new Random(spec.hashCode());
    int batch = spec.batch();
    int aSize = spec.lda() * (spec.transposeA() ? spec.k() : spec.m());
    int bSize = spec.ldb() * (spec.transposeB() ? spec.n() : spec.k());
    int cSize = spec.ldc() * spec.m();
    // Leading offset 5, and not one float of slack behind A and B: reading past the end throws.
    float[] a =
        TestKernels.random(random, 5 + Math.max(aSize, (batch - 1) * spec.strideA() + aSize));
    float[] b =
        TestKernels.random(random, 3 + Math.max(bSize, (batch - 1) * spec.strideB() + bSize));
    float[] c = new float[7 + Math.max(cSize, (batch - 1) * spec.strideC() + cSize) + 40];
    Arrays.fill(c, GUARD);
    float[] expected = c.clone();
    for (int s = 0; s < batch; s++) {
      for (int i = 0; i < spec.m(); i++) {
        for (int j = 0; j < spec.n(); j++) {
          int at = 7 + s * spec.strideC() + i * spec.ldc() + j;
          c[at] = random.nextFloat();
          double sum = spec.accumulate() ? c[at] : 0;
          for (int p = 0; p < spec.k(); p++) {
            int ai = spec.transposeA() ? p * spec.lda() + i : i * spec.lda() + p;
            int bi = spec.transposeB() ? j * spec.ldb() + p : p * spec.ldb() + j;
            sum += (double) a[5 + s * spec.strideA() + ai] * b[3 + s * spec.strideB() + bi];
          }
          if (epilogue.bias() != null) {
            sum += epilogue.bias()[epilogue.biasAt() + j];
          }
          if (epilogue.residual() != null) {
            sum += epilogue.residual()[epilogue.residualAt() + at - 7];
          }
          if (epilogue.activation() != Epilogue.Activation.NONE) {
            sum = Math.max(sum, 0);
          }
          if (epilogue.activation() == Epilogue.Activation.RELU6) {
            sum = Math.min(sum, 6);
          }
          expected[at] = (float) (epilogue.function() == null ? sum : 2 * sum + j);
        }
      }
    }
    try (WorkerPool pool = new WorkerPool(threads)) {
      PackedB right =
          packed
              ? PackedB.of(kernels, spec.k(), spec.n(), b, 3, spec.ldb(), spec.transposeB())
              : null;
      Gemm gemm = new Gemm(kernels, spec, right, pool).epilogue(epilogue);
      float[] scratch = new float[gemm.scratchSize() + 4];
      Arrays.fill(scratch, Float.NaN);
      gemm.run(a, 5, packed ? null : b, 3, c, 7, scratch, 2);
      float tolerance = (float) (1e-6 * Math.sqrt(spec.k() + 1) * 4);
      assertArrayEquals(expected, c, tolerance, kernels.name() + " " + spec);
      assertTrue(Float.isNaN(scratch[0]) && Float.isNaN(scratch[1]));
      assertTrue(Float.isNaN(scratch[scratch.length - 1]));
    }
    return c;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void allSizesAroundTileAndLaneEdges(MatrixKernels kernels) {
    int lane = kernels.narrowColumns();
    int[] ms = {1, 2, 3, 5, 13, 14, 15, 29, 61};
    int[] ns = {1, 3, lane - 1, lane, lane + 1, 2 * lane, 2 * lane + 1, 67};
    int[] ks = {0, 1, 7, 64};
    for (int m : ms) {
      for (int n : ns) {
        for (int k : ks) {
          check(kernels, 1, GemmSpec.of(m, n, k), true, Epilogue.NONE);
          check(kernels, 1, GemmSpec.of(m, n, k), false, Epilogue.NONE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void transposesStridesAndAccumulation(MatrixKernels kernels) {
    for (int m : new int[] {1, 6, 17, 100}) {
      for (int n : new int[] {1, 31, 300}) {
        for (int k : new int[] {3, 259, 521}) {
          for (int bits = 0; bits < 16; bits++) {
            GemmSpec spec = GemmSpec.of(m, n, k, (bits & 1) != 0, (bits & 2) != 0);
            if ((bits & 4) != 0) {
              spec = spec.leading(spec.lda() + 3, spec.ldb() + 5, spec.ldc() + 1);
            }
            check(kernels, 2, spec.accumulating(), (bits & 8) != 0, Epilogue.NONE);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void batches(MatrixKernels kernels) {
    for (int m : new int[] {2, 70}) {
      for (int count : new int[] {2, 3, 9}) {
        for (int bits = 0; bits < 4; bits++) {
          GemmSpec spec = GemmSpec.of(m, 37, 41, (bits & 1) != 0, (bits & 2) != 0);
          check(kernels, 2, spec.batched(count, m * 41, 37 * 41, m * 37), false, Epilogue.NONE);
          check(kernels, 2, spec.batched(count, m * 41, 0, m * 37 + 2), false, Epilogue.NONE);
          check(kernels, 2, spec.batched(count, m * 41, 0, m * 37), true, Epilogue.NONE);
          check(kernels, 2, spec.batched(count, 0, 37 * 41 + 1, m * 37), false, Epilogue.NONE);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void epilogues(MatrixKernels kernels) {
    Random random = new Random(4);
    float[] bias = TestKernels.random(random, 300);
    float[] residual = TestKernels.random(random, 3 * 50 * 300);
    Epilogue full =
        Epilogue.NONE
            .withBias(bias, 2)
            .withResidual(residual, 9)
            .withFunction(
                (c, at, stride, rows, columns, first) -> {
                  for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                      int x = at + i * stride + j;
                      c[x] = 2 * c[x] + first + j;
                    }
                  }
                });
    for (Epilogue.Activation activation : Epilogue.Activation.values()) {
      for (int n : new int[] {5, 32, 290}) {
        Epilogue e = full.withActivation(activation);
        check(kernels, 2, GemmSpec.of(50, n, 300), false, e);
        check(kernels, 1, GemmSpec.of(1, n, 20), true, e.withResidual(null, 0));
        check(kernels, 2, GemmSpec.of(3, n, 300).batched(3, 900, 300 * n, 3 * n), false, e);
        check(kernels, 2, GemmSpec.of(50, n, 300).batched(3, 15000, 300 * n, 50 * n), false, e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sameBitsForAnyNumberOfThreadsAndPacking(MatrixKernels kernels) {
    for (int[] size : new int[][] {{130, 70, 600}, {1, 1000, 700}, {33, 1100, 513}}) {
      GemmSpec spec = GemmSpec.of(size[0], size[1], size[2]);
      float[] one = check(kernels, 1, spec, false, Epilogue.NONE);
      for (int threads : new int[] {2, 4}) {
        assertArrayEquals(one, check(kernels, threads, spec, false, Epilogue.NONE), 0f);
        assertArrayEquals(one, check(kernels, threads, spec, true, Epilogue.NONE), 0f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void rowDoesNotDependOnNumberOfRows(MatrixKernels kernels) {
    int n = 75;
    int k = 700;
    Random random = new Random(8);
    float[] a = TestKernels.random(random, 40 * k);
    float[] b = TestKernels.random(random, k * n);
    try (WorkerPool pool = new WorkerPool(2)) {
      float[] all = run(kernels, pool, a, 0, b, 40, n, k);
      for (int m : new int[] {1, 2, 4, 6, 9, 14, 39}) {
        for (int row = 0; row + m <= 40; row += m) {
          float[] some = run(kernels, pool, a, row * k, b, m, n, k);
          assertArrayEquals(Arrays.copyOfRange(all, row * n, (row + m) * n), some, 0f);
        }
      }
    }
  }

  private static float[] run(
      MatrixKernels kernels, WorkerPool pool, float[] a, int aAt, float[] b, int m, int n, int k) {
    Gemm gemm = new Gemm(kernels, GemmSpec.of(m, n, k), null, pool);
    float[] c = new float[m * n];
    gemm.run(a, aAt, b, 0, c, 0, new float[gemm.scratchSize()], 0);
    return c;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void runAllocatesNothing(MatrixKernels kernels) {
    int size = 192;
    float[] a = new float[size * size];
    float[] c = new float[size * size];
    PackedB b = PackedB.of(kernels, size, size, a, 0, size, false);
    try (WorkerPool pool = new WorkerPool(2)) {
      Gemm gemm = new Gemm(kernels, GemmSpec.of(size, size, size), b, pool);
      float[] scratch = new float[gemm.scratchSize()];
      // Once C2 has compiled the tiles, no vector is boxed any more.
      long bytes =
          TestKernels.allocationAfterWarmUp(
              300,
              () -> {
                for (int i = 0; i < 20; i++) {
                  gemm.run(a, 0, null, 0, c, 0, scratch, 0);
                }
              });
      assertEquals(0, bytes);
    }
  }

  @Test
  void refusesImpossibleLayoutsAndForeignPacking() {
    assertThrows(IllegalArgumentException.class, () -> GemmSpec.of(-1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> GemmSpec.of(4, 2, 3).leading(2, 2, 2));
    MatrixKernels kernels = new PortableMatrixKernels();
    PackedB b = PackedB.of(kernels, 3, 2, new float[6], 0, 2, false);
    try (WorkerPool pool = new WorkerPool(1)) {
      assertThrows(
          IllegalArgumentException.class, () -> new Gemm(kernels, GemmSpec.of(4, 2, 4), b, pool));
    }
  }
}
