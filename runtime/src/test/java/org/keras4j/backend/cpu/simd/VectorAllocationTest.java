package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Once compiled, the vector loops keep their vectors in registers. When the JIT compiler fails to
 * inline one helper, each vector becomes an object and the loop twenty times slower; this is where
 * it shows, in one JVM where every function has run, which is the hard case.
 */
@NeedsVectorApi
class VectorAllocationTest {
  private static final int N = 10_000;
  private static final int RUNS = 20;
  private static final VectorMath MATH = new VectorApiMath();

  private final float[] x = new float[N];
  private final float[] y = new float[N];

  VectorAllocationTest() {
    for (int i = 0; i < N; i++) {
      x[i] = (i - N / 2) * 1e-3f;
    }
  }

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void unary(UnaryFunction f) {
    assertNoAllocation(() -> MATH.unary(f, x, 0, y, 0, N));
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void binary(BinaryFunction f) {
    assertNoAllocation(() -> MATH.binary(f, x, 0, x, 0, y, 0, N));
    assertNoAllocation(() -> MATH.binaryScalar(f, x, 0, 2f, y, 0, N));
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void reductions(Reduction f) {
    assertNoAllocation(() -> y[0] += MATH.reduce(f, x, 0, N));
    assertNoAllocation(() -> MATH.reduceAxis(f, x, 0, 1, 100, 100, y, 0));
  }

  @Test
  void products() {
    assertNoAllocation(() -> y[0] += MATH.dot(x, 0, y, 0, N));
    assertNoAllocation(() -> y[0] += MATH.indexOf(99f, x, 0, N));
    assertNoAllocation(() -> MATH.multiplyAdd(x, 0, x, 0, x, 0, y, 0, N));
    assertNoAllocation(() -> MATH.affine(x, 0, 2f, 1f, y, 0, N));
    assertNoAllocation(() -> MATH.addScaled(2f, x, 0, y, 0, N));
  }

  private static void assertNoAllocation(Runnable loop) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    long deadline = System.nanoTime() + 30_000_000_000L; // the compiler works in its own time
    while (least > 0 && System.nanoTime() < deadline) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        loop.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least == 0, least + " bytes in " + RUNS + " runs over " + N + " elements");
  }
}
