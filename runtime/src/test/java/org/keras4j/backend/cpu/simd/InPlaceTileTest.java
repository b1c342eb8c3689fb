package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tiles that read the left operand where it is, against tiles of packed rows. */
class InPlaceTileTest {
  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sameBitsAsPacked(MatrixKernels kernels) {
    Random random = new Random(3);
    int rows = kernels.rows();
    for (int width : new int[] {kernels.narrowColumns(), kernels.columns()}) {
      for (int depth : new int[] {0, 1, 3, 9, 27, MatrixKernels.MAX_DEPTH}) {
        float[] a = TestKernels.random(random, 2000);
        float[] b = TestKernels.random(random, depth * width);
        int[] starts = random.ints(rows + 1, 0, 1000).toArray();
        int[] taps = random.ints(depth + 2, 0, 1000).toArray();
        float[] packed = new float[rows * MatrixKernels.A_STRIDE];
        for (int i = 0; i < rows; i++) {
          for (int p = 0; p < depth; p++) {
            packed[i * MatrixKernels.A_STRIDE + p] = a[starts[1 + i] + taps[2 + p]];
          }
        }
        float[] expected = new float[rows * (width + 3)];
        float[] actual = new float[expected.length];
        kernels.tile(rows, width, depth, packed, 0, b, 0, width, expected, 0, width + 3);
        kernels.tileInPlace(width, depth, a, starts, 1, taps, 2, b, 0, width, actual, 0, width + 3);
        assertArrayEquals(expected, actual, 0f, width + " x " + depth);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void narrowConvolutionHasTheSameBitsForAnyThreadsAndBatch(MatrixKernels kernels) {
    SpatialAxis axis = SpatialAxis.same(31, 3, 1, 2);
    Random random = new Random(7);
    float[] x = TestKernels.random(random, 3 * 31 * 31 * 5);
    float[] w = TestKernels.random(random, 9 * 5 * 20);
    ConvolutionSpec whole = ConvolutionSpec.of(3, axis, axis, 5, 20);
    float[] expected = forward(kernels, whole, 1, x, 0, w);
    for (int threads : new int[] {2, 4}) {
      assertArrayEquals(expected, forward(kernels, whole, threads, x, 0, w), 0f);
    }
    ConvolutionSpec single = ConvolutionSpec.of(1, axis, axis, 5, 20);
    int size = expected.length / 3;
    for (int i = 0; i < 3; i++) {
      float[] one = forward(kernels, single, 2, x, i * x.length / 3, w);
      assertArrayEquals(Arrays.copyOfRange(expected, i * size, (i + 1) * size), one, 0f);
    }
  }

  private static float[] forward(
      MatrixKernels kernels, ConvolutionSpec s, int threads, float[] x, int xAt, float[] w) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      Convolution convolution = new Convolution(kernels, s, w, 0, pool);
      float[] y = new float[s.outputPixels() * s.outputChannels()];
      convolution.run(x, xAt, null, 0, y, 0, new float[convolution.scratchSize()], 0);
      return y;
    }
  }
}
