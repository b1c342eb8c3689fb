package org.keras4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.keras4j.backend.cpu.simd.Convolution;
import org.keras4j.backend.cpu.simd.ConvolutionSpec;
import org.keras4j.backend.cpu.simd.DepthwiseConvolution;
import org.keras4j.backend.cpu.simd.DepthwiseSpec;
import org.keras4j.backend.cpu.simd.SpatialAxis;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Convolutions of the shapes in ResNet50 and MobileNetV2, one sample, the kernel packed before. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class ConvolutionBenchmark {

  /** {@code SIZE INPUTS OUTPUTS KERNEL STRIDE}, padded as {@code "same"}. */
  @State(Scope.Benchmark)
  public static class Full {
    @Param({
      "224 3 64 7 2",
      "56 64 64 1 1",
      "56 64 64 3 1",
      "56 64 256 1 1",
      "28 128 128 3 1",
      "28 512 128 1 1",
      "14 256 256 3 1",
      "14 1024 256 1 1",
      "7 512 512 3 1",
      "7 512 2048 1 1",
      "224 3 32 3 2",
      "112 16 96 1 1",
      "14 384 64 1 1",
      "7 320 1280 1 1"
    })
    public String shape;

    private Convolution convolution;
    private float[] x;
    private float[] y;
    private float[] scratch;
    private double gflop;

    @Setup
    public void prepare(Threads threads) {
      int[] sizes = sizes(shape);
      SpatialAxis axis = SpatialAxis.same(sizes[0], sizes[3], sizes[4], 1);
      ConvolutionSpec spec = ConvolutionSpec.of(1, axis, axis, sizes[1], sizes[2]);
      float[] kernel = Values.of(sizes[3] * sizes[3] * sizes[1] * sizes[2]);
      convolution = new Convolution(spec, kernel, 0, threads.pool);
      x = Values.of(sizes[0] * sizes[0] * sizes[1]);
      y = new float[axis.output() * axis.output() * sizes[2]];
      scratch = new float[convolution.scratchSize()];
      gflop = 2e-9 * axis.output() * axis.output() * kernel.length;
    }
  }

  /** {@code SIZE CHANNELS KERNEL STRIDE}, padded as {@code "same"}. */
  @State(Scope.Benchmark)
  public static class Depthwise {
    @Param({"112 32 3 1", "112 96 3 2", "56 144 3 1", "28 192 3 1", "14 384 3 1", "7 960 3 1"})
    public String shape;

    private DepthwiseConvolution convolution;
    private float[] x;
    private float[] kernel;
    private float[] y;
    private float[] scratch;
    private double gflop;

    @Setup
    public void prepare(Threads threads) {
      int[] sizes = sizes(shape);
      SpatialAxis axis = SpatialAxis.same(sizes[0], sizes[2], sizes[3], 1);
      DepthwiseSpec spec = new DepthwiseSpec(1, axis, axis, sizes[1], 1);
      convolution = new DepthwiseConvolution(spec, threads.pool);
      kernel = Values.of(sizes[2] * sizes[2] * sizes[1]);
      x = Values.of(sizes[0] * sizes[0] * sizes[1]);
      y = new float[axis.output() * axis.output() * sizes[1]];
      scratch = new float[convolution.scratchSize()];
      gflop = 2e-9 * axis.output() * axis.output() * kernel.length;
    }
  }

  private static int[] sizes(String shape) {
    String[] parts = shape.split(" ");
    int[] sizes = new int[parts.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Integer.parseInt(parts[i]);
    }
    return sizes;
  }

  @Benchmark
  public float[] full(Full state, Rate rate) {
    state.convolution.run(state.x, 0, null, 0, state.y, 0, state.scratch, 0);
    rate.gflop += state.gflop;
    return state.y;
  }

  @Benchmark
  public float[] depthwise(Depthwise state, Rate rate) {
    state.convolution.run(state.x, 0, state.kernel, 0, state.y, 0, state.scratch, 0);
    rate.gflop += state.gflop;
    return state.y;
  }
}
