package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Depthwise convolution and its gradients against plain loops in double. */
class DepthwiseConvolutionTest {
  private static final int GUARD = 5;

  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  private static SpatialAxis axis(Random random) {
    int kernel = 1 + random.nextInt(5);
    int stride = 1 + random.nextInt(2);
    int dilation = 1 + random.nextInt(2);
    int input = (kernel - 1) * dilation + 1 + random.nextInt(40);
    return switch (random.nextInt(3)) {
      case 0 -> SpatialAxis.valid(input, kernel, stride, dilation);
      case 1 -> SpatialAxis.same(input, kernel, stride, dilation);
      default ->
          new SpatialAxis(
              input, 1 + random.nextInt(20), kernel, stride, dilation, random.nextInt(8) - 1);
    };
  }

  private static int in(SpatialAxis a, int output, int tap) {
    int i = output * a.stride() + tap * a.dilation() - a.padding();
    return i < a.input() ? i : -1;
  }

  private static void assertClose(double[] expected, float[] actual, Object label) {
    float[] all = guarded(expected.length);
    for (int i = 0; i < expected.length; i++) {
      all[GUARD + i] = (float) expected[i];
    }
    assertArrayEquals(all, actual, 2e-5f, label.toString());
  }

  private static float[] guarded(int size) {
    float[] x = new float[size + 2 * GUARD];
    Arrays.fill(x, 77f);
    return x;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void forwardAndGradients(MatrixKernels kernels) {
    Random random = new Random(21);
    for (int round = 0; round < 60; round++) {
      SpatialAxis h = round % 3 == 0 ? SpatialAxis.NONE : axis(random);
      SpatialAxis w = axis(random);
      int multiplier = round % 4 == 0 ? 1 + random.nextInt(3) : 1;
      DepthwiseSpec s =
          new DepthwiseSpec(1 + random.nextInt(2), h, w, 1 + random.nextInt(40), multiplier);
      int outputs = s.outputChannels();
      float[] x = TestKernels.random(random, s.inputPixels() * s.channels());
      float[] k = TestKernels.random(random, s.taps() * outputs);
      float[] dy = TestKernels.random(random, s.batch() * h.output() * w.output() * outputs);
      float[] bias = TestKernels.random(random, outputs);
      double[] y = new double[dy.length];
      double[] dx = new double[x.length];
      double[] dk = new double[k.length];
      for (int o = 0; o < y.length; o++) {
        int c = o % outputs;
        int ow = o / outputs % w.output();
        int oh = o / outputs / w.output() % h.output();
        int b = o / outputs / w.output() / h.output();
        for (int tap = 0; tap < s.taps(); tap++) {
          int ih = in(h, oh, tap / w.kernel());
          int iw = in(w, ow, tap % w.kernel());
          if (ih >= 0 && iw >= 0) {
            int i = ((b * h.input() + ih) * w.input() + iw) * s.channels() + c / multiplier;
            y[o] += (double) x[i] * k[tap * outputs + c];
            dx[i] += (double) dy[o] * k[tap * outputs + c];
            dk[tap * outputs + c] += (double) dy[o] * x[i];
          }
        }
        y[o] = Math.min(6, Math.max(0, y[o] + bias[c]));
      }
      float[] sameAsSequential = null;
      for (int threads : new int[] {1, 3}) {
        try (WorkerPool pool = new WorkerPool(threads)) {
          DepthwiseConvolution forward =
              new DepthwiseConvolution(kernels, s, pool)
                  .epilogue(
                      Epilogue.NONE.withBias(bias, 0).withActivation(Epilogue.Activation.RELU6));
          float[] out = guarded(y.length);
          forward.run(x, 0, k, 0, out, GUARD, new float[forward.scratchSize()], 0);
          assertClose(y, out, s);
          if (sameAsSequential != null) {
            assertArrayEquals(sameAsSequential, out, 0f);
          }
          sameAsSequential = out;

          DepthwiseGradients back = new DepthwiseGradients(kernels, s, pool);
          float[] scratch = new float[back.scratchSize()];
          out = guarded(dx.length);
          back.input(dy, 0, k, 0, out, GUARD, scratch, 0);
          assertClose(dx, out, s);
          out = guarded(dk.length);
          back.kernel(x, 0, dy, 0, out, GUARD, scratch, 0);
          assertClose(dk, out, s);
        }
      }
    }
  }
}
