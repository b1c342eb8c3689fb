package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions and their gradients against six nested loops in double. */
class ConvolutionTest {
  private static final int GUARD = 6;

  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  private static SpatialAxis axis(Random random) {
    int kernel = 1 + random.nextInt(4);
    int stride = 1 + random.nextInt(3);
    int dilation = 1 + random.nextInt(2);
    int input = (kernel - 1) * dilation + 1 + random.nextInt(9);
    return switch (random.nextInt(3)) {
      case 0 -> SpatialAxis.valid(input, kernel, stride, dilation);
      case 1 -> SpatialAxis.same(input, kernel, stride, dilation);
      default -> // padding on both sides, or a crop, chosen freely
          new SpatialAxis(
              input, 1 + random.nextInt(7), kernel, stride, dilation, random.nextInt(5) - 1);
    };
  }

  private static List<ConvolutionSpec> specs() {
    Random random = new Random(11);
    List<ConvolutionSpec> all = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      int groups = 1 + random.nextInt(3);
      int inputs = groups * (1 + random.nextInt(20));
      int outputs = groups * (1 + random.nextInt(40));
      SpatialAxis depth = i % 3 == 2 ? axis(random) : SpatialAxis.NONE;
      SpatialAxis height = i % 3 >= 1 ? axis(random) : SpatialAxis.NONE;
      all.add(
          new ConvolutionSpec(
              1 + random.nextInt(3), depth, height, axis(random), inputs, outputs, groups));
    }
    SpatialAxis wide = SpatialAxis.same(33, 7, 2, 1);
    all.add(ConvolutionSpec.of(2, wide, wide, 3, 64));
    SpatialAxis three = SpatialAxis.same(14, 3, 1, 1);
    all.add(ConvolutionSpec.of(1, three, three, 70, 64));
    SpatialAxis one = SpatialAxis.valid(9, 1, 1, 1);
    all.add(ConvolutionSpec.of(2, one, one, 300, 33));
    all.add(ConvolutionSpec.of(2, one, one, 8, 8).grouped(8));
    // More stride than taps: some inputs are seen by no output.
    SpatialAxis gaps = SpatialAxis.valid(11, 1, 3, 1);
    all.add(ConvolutionSpec.of(1, gaps, gaps, 5, 7));
    return all;
  }

  private interface Visitor {
    void at(int x, int w, int y);
  }

  /** Calls back for every product of the convolution, with indices into x, w and y. */
  private static void visit(ConvolutionSpec s, Visitor visitor) {
    int cin = s.groupInputs();
    int cout = s.groupOutputs();
    for (int row = 0; row < s.outputPixels(); row++) {
      int ow = row % s.width().output();
      int oh = row / s.width().output() % s.height().output();
      int od = row / s.width().output() / s.height().output() % s.depth().output();
      int b = row / s.width().output() / s.height().output() / s.depth().output();
      for (int tap = 0; tap < s.taps(); tap++) {
        int w = in(s.width(), ow, tap % s.width().kernel());
        int h = in(s.height(), oh, tap / s.width().kernel() % s.height().kernel());
        int d = in(s.depth(), od, tap / s.width().kernel() / s.height().kernel());
        if (w < 0 || h < 0 || d < 0) {
          continue;
        }
        int pixel = ((b * s.depth().input() + d) * s.height().input() + h) * s.width().input() + w;
        for (int o = 0; o < s.outputChannels(); o++) {
          for (int i = 0; i < cin; i++) {
            visitor.at(
                pixel * s.inputChannels() + o / cout * cin + i,
                (tap * cin + i) * s.outputChannels() + o,
                row * s.outputChannels() + o);
          }
        }
      }
    }
  }

  private static int in(SpatialAxis a, int output, int tap) {
    int i = output * a.stride() + tap * a.dilation() - a.padding();
    return i < a.input() ? i : -1;
  }

  private static int inputSize(ConvolutionSpec s) {
    return s.batch()
        * s.depth().input()
        * s.height().input()
        * s.width().input()
        * s.inputChannels();
  }

  private static float[] scratch(int size) {
    float[] scratch = new float[size + GUARD];
    Arrays.fill(scratch, Float.NaN);
    return scratch;
  }

  private static float[] guarded(int size) {
    float[] x = new float[size + 2 * GUARD];
    Arrays.fill(x, 77f);
    return x;
  }

  private static void assertClose(double[] expected, float[] actual, Object label) {
    float[] all = guarded(expected.length);
    for (int i = 0; i < expected.length; i++) {
      all[GUARD + i] = (float) expected[i];
    }
    assertArrayEquals(all, actual, 2e-5f, label.toString());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void forwardTransposedAndKernelGradient(MatrixKernels kernels) {
    Random random = new Random(5);
    try (WorkerPool pool = new WorkerPool(2)) {
      for (ConvolutionSpec s : specs()) {
        float[] x = TestKernels.random(random, inputSize(s));
        float[] w = TestKernels.random(random, s.taps() * s.groupInputs() * s.outputChannels());
        float[] dy = TestKernels.random(random, s.outputPixels() * s.outputChannels());
        double[] y = new double[dy.length];
        double[] dx = new double[x.length];
        double[] dw = new double[w.length];
        visit(
            s,
            (i, k, o) -> {
              y[o] += (double) x[i] * w[k];
              dx[i] += (double) dy[o] * w[k];
              dw[k] += (double) dy[o] * x[i];
            });

        for (boolean constant : new boolean[] {false, true}) {
          Convolution forward = new Convolution(kernels, s, constant ? w : null, 0, pool);
          float[] out = guarded(y.length);
          float[] scratch = scratch(forward.scratchSize());
          forward.run(x, 0, constant ? null : w, 0, out, GUARD, scratch, 1);
          assertClose(y, out, s);
          assertEquals(Float.NaN, scratch[0]);

          TransposedConvolution back =
              new TransposedConvolution(kernels, s, constant ? w : null, 0, pool);
          out = guarded(dx.length);
          back.run(dy, 0, constant ? null : w, 0, out, GUARD, scratch(back.scratchSize()), 1);
          assertClose(dx, out, s);
        }

        KernelGradient gradient = new KernelGradient(kernels, s, pool);
        float[] out = guarded(dw.length);
        gradient.run(x, 0, dy, 0, out, GUARD, scratch(gradient.scratchSize()), 1);
        assertClose(dw, out, s);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void epilogueSeesChannelsOfItsGroup(MatrixKernels kernels) {
    SpatialAxis axis = SpatialAxis.same(9, 3, 2, 1);
    ConvolutionSpec s = ConvolutionSpec.of(2, axis, axis, 6, 40).grouped(2);
    Random random = new Random(6);
    float[] x = TestKernels.random(random, inputSize(s));
    float[] w = TestKernels.random(random, s.taps() * s.groupInputs() * s.outputChannels());
    float[] dy = TestKernels.random(random, s.outputPixels() * s.outputChannels());
    float[] bias = TestKernels.random(random, 40);
    Epilogue epilogue =
        Epilogue.NONE
            .withBias(bias, 0)
            .withActivation(Epilogue.Activation.RELU)
            .withFunction(
                (c, at, stride, rows, columns, first) -> {
                  for (int i = 0; i < rows; i++) {
                    for (int j = 0; j < columns; j++) {
                      c[at + i * stride + j] += first + j;
                    }
                  }
                });
    double[] y = new double[dy.length];
    double[] dx = new double[x.length];
    visit(
        s,
        (i, k, o) -> {
          y[o] += (double) x[i] * w[k];
          dx[i] += (double) dy[o] * w[k];
        });
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(0, y[i] + bias[i % 40]) + i % 40;
    }
    for (int i = 0; i < dx.length; i++) {
      dx[i] = Math.max(0, dx[i] + bias[i % 6]) + i % 6;
    }
    try (WorkerPool pool = new WorkerPool(3)) {
      Convolution forward = new Convolution(kernels, s, w, 0, pool).epilogue(epilogue);
      float[] out = guarded(y.length);
      forward.run(x, 0, null, 0, out, GUARD, scratch(forward.scratchSize()), 0);
      assertClose(y, out, s);
      TransposedConvolution back =
          new TransposedConvolution(kernels, s, w, 0, pool).epilogue(epilogue);
      out = guarded(dx.length);
      back.run(dy, 0, null, 0, out, GUARD, scratch(back.scratchSize()), 0);
      assertClose(dx, out, s);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void sameBitsForAnyThreadsAndBatch(MatrixKernels kernels) {
    SpatialAxis axis = SpatialAxis.same(17, 3, 1, 1);
    ConvolutionSpec s = ConvolutionSpec.of(3, axis, axis, 33, 35);
    ConvolutionSpec single = ConvolutionSpec.of(1, axis, axis, 33, 35);
    Random random = new Random(7);
    float[] x = TestKernels.random(random, inputSize(s));
    float[] w = TestKernels.random(random, s.taps() * 33 * 35);
    float[] expected = forward(kernels, s, 1, x, 0, w);
    for (int threads : new int[] {2, 4}) {
      assertArrayEquals(expected, forward(kernels, s, threads, x, 0, w), 0f);
    }
    int size = expected.length / 3;
    for (int b = 0; b < 3; b++) {
      float[] one = forward(kernels, single, 2, x, b * inputSize(single), w);
      assertArrayEquals(Arrays.copyOfRange(expected, b * size, (b + 1) * size), one, 0f);
    }
  }

  private static float[] forward(
      MatrixKernels kernels, ConvolutionSpec s, int threads, float[] x, int xAt, float[] w) {
    try (WorkerPool pool = new WorkerPool(threads)) {
      Convolution forward = new Convolution(kernels, s, w, 0, pool);
      float[] y = new float[s.outputPixels() * s.outputChannels()];
      forward.run(x, xAt, null, 0, y, 0, new float[forward.scratchSize()], 0);
      return y;
    }
  }

  @Test
  void samePaddingIsThatOfTensorFlow() {
    assertEquals(new SpatialAxis(224, 112, 7, 2, 1, 2), SpatialAxis.same(224, 7, 2, 1));
    assertEquals(new SpatialAxis(5, 5, 4, 1, 1, 1), SpatialAxis.same(5, 4, 1, 1));
    assertEquals(new SpatialAxis(10, 3, 3, 2, 2, 0), SpatialAxis.valid(10, 3, 2, 2));
    assertEquals(0, SpatialAxis.valid(2, 3, 1, 1).output());
  }

  @Test
  void refusesGroupsThatDoNotDivide() {
    SpatialAxis axis = SpatialAxis.valid(5, 3, 1, 1);
    ConvolutionSpec s = ConvolutionSpec.of(1, axis, 6, 4);
    assertThrows(IllegalArgumentException.class, () -> s.grouped(3));
  }
}
