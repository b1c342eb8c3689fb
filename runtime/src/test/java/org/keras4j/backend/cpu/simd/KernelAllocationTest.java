package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** After warm-up no kernel allocates: neither objects of its own nor boxed vectors. */
class KernelAllocationTest {
  static Stream<MatrixKernels> kernels() {
    return TestKernels.all();
  }

  private static void assertNothingAllocated(Runnable run) {
    long bytes =
        TestKernels.allocationAfterWarmUp(
            400,
            () -> {
              for (int i = 0; i < 20; i++) {
                run.run();
              }
            });
    assertEquals(0, bytes);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void convolutions(MatrixKernels kernels) {
    SpatialAxis axis = SpatialAxis.same(14, 3, 1, 1);
    ConvolutionSpec spec = ConvolutionSpec.of(1, axis, axis, 32, 40);
    float[] x = new float[14 * 14 * 32];
    float[] y = new float[14 * 14 * 40];
    float[] w = new float[9 * 32 * 40];
    try (WorkerPool pool = new WorkerPool(2)) {
      Convolution forward = new Convolution(kernels, spec, w, 0, pool);
      float[] scratch = new float[forward.scratchSize()];
      assertNothingAllocated(() -> forward.run(x, 0, null, 0, y, 0, scratch, 0));
      TransposedConvolution back = new TransposedConvolution(kernels, spec, null, 0, pool);
      float[] backScratch = new float[back.scratchSize()];
      assertNothingAllocated(() -> back.run(y, 0, w, 0, x, 0, backScratch, 0));
      KernelGradient gradient = new KernelGradient(kernels, spec, pool);
      float[] gradientScratch = new float[gradient.scratchSize()];
      assertNothingAllocated(() -> gradient.run(x, 0, y, 0, w, 0, gradientScratch, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void depthwise(MatrixKernels kernels) {
    SpatialAxis three = SpatialAxis.same(14, 3, 1, 1);
    SpatialAxis five = SpatialAxis.same(14, 5, 2, 1);
    float[] x = new float[14 * 14 * 48];
    float[] y = new float[14 * 14 * 48];
    float[] w = new float[25 * 48];
    try (WorkerPool pool = new WorkerPool(2)) {
      for (SpatialAxis axis : new SpatialAxis[] {three, five}) {
        DepthwiseConvolution forward =
            new DepthwiseConvolution(kernels, new DepthwiseSpec(1, axis, axis, 48, 1), pool);
        assertNothingAllocated(() -> forward.run(x, 0, w, 0, y, 0, null, 0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void attention(MatrixKernels kernels) {
    AttentionSpec.Strides strides = AttentionSpec.Strides.headMajor(64, 2, 32);
    AttentionSpec spec =
        new AttentionSpec(1, 2, 64, 64, 32, 32, 1, 0.2f, true, strides, strides, strides, strides);
    VectorMath math =
        kernels instanceof PortableMatrixKernels ? new PortableMath() : new VectorApiMath();
    float[] x = new float[2 * 64 * 32];
    float[] out = new float[2 * 64 * 32];
    try (WorkerPool pool = new WorkerPool(2)) {
      Attention attention = new Attention(kernels, math, spec, pool);
      float[] scratch = new float[attention.scratchSize()];
      assertNothingAllocated(() -> attention.run(x, 0, x, 0, x, 0, out, 0, scratch, 0));
    }
  }
}
