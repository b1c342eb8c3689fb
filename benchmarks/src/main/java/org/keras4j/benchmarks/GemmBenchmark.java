package org.keras4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.keras4j.backend.cpu.simd.Gemm;
import org.keras4j.backend.cpu.simd.GemmSpec;
import org.keras4j.backend.cpu.simd.PackedB;
import org.keras4j.backend.cpu.simd.WorkerPool;
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

/**
 * Products of float32 matrices: square ones, skinny ones as dense and recurrent layers have them,
 * and transposed ones as gradients have them.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class GemmBenchmark {

  /** {@code n x n} by {@code n x n}, neither known beforehand. */
  @State(Scope.Benchmark)
  public static class Square {
    @Param({"1", "8", "32", "64", "128", "256", "512", "1024"})
    public int n;

    private Product product;

    @Setup
    public void prepare(Threads threads) {
      product = new Product(GemmSpec.of(n, n, n), false, threads.pool);
    }
  }

  /** {@code m x k} by {@code k x n}, the right one a weight, packed beforehand. */
  @State(Scope.Benchmark)
  public static class Skinny {
    /** A dense layer at batch 1 and 32, a recurrent step at batch 1, a class layer of ResNet50. */
    @Param({"1x512x784", "32x512x784", "1x512x128", "32x1000x2048", "3136x64x64"})
    public String mnk;

    private Product product;

    @Setup
    public void prepare(Threads threads) {
      String[] sizes = mnk.split("x");
      int m = Integer.parseInt(sizes[0]);
      int n = Integer.parseInt(sizes[1]);
      int k = Integer.parseInt(sizes[2]);
      product = new Product(GemmSpec.of(m, n, k), true, threads.pool);
    }
  }

  /** As {@link Square}, with one or both operands stored transposed. */
  @State(Scope.Benchmark)
  public static class Transposed {
    @Param({"64", "512"})
    public int n;

    @Param({"A", "B", "AB"})
    public String transposed;

    private Product product;

    @Setup
    public void prepare(Threads threads) {
      boolean a = transposed.contains("A");
      boolean b = transposed.contains("B");
      product = new Product(GemmSpec.of(n, n, n, a, b), false, threads.pool);
    }
  }

  @Benchmark
  public float[] square(Square state, Rate rate) {
    return state.product.run(rate);
  }

  @Benchmark
  public float[] skinny(Skinny state, Rate rate) {
    return state.product.run(rate);
  }

  @Benchmark
  public float[] transposed(Transposed state, Rate rate) {
    return state.product.run(rate);
  }

  private static final class Product {
    private final Gemm gemm;
    private final float[] a;
    private final float[] b;
    private final float[] c;
    private final float[] scratch;
    private final double gflop;

    Product(GemmSpec spec, boolean packed, WorkerPool pool) {
      a = Values.of(spec.m() * spec.k());
      b = Values.of(spec.k() * spec.n());
      c = new float[spec.m() * spec.n()];
      gemm =
          packed
              ? new Gemm(spec, PackedB.of(spec.k(), spec.n(), b, 0, spec.ldb(), false), pool)
              : new Gemm(spec, pool);
      scratch = new float[gemm.scratchSize()];
      gflop = 2e-9 * spec.m() * spec.n() * spec.k();
    }

    float[] run(Rate rate) {
      gemm.run(a, 0, b, 0, c, 0, scratch, 0);
      rate.gflop += gflop;
      return c;
    }
  }
}
