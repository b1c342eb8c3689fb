package org.keras4j.backend.cpu.simd;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What the tests of this package share. */
final class TestKernels {
  private TestKernels() {}

  /** Every implementation that this JVM can run. */
  static Stream<MatrixKernels> all() {
    List<MatrixKernels> all = new ArrayList<>();
    all.add(new PortableMatrixKernels());
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      all.add(new VectorApiMatrixKernels());
    }
    return all.stream();
  }

  /** Values in [-1, 1). */
  static float[] random(Random random, int size) {
    float[] x = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = 2 * random.nextFloat() - 1;
    }
    return x;
  }

  /**
   * Runs a block until a turn of it allocates nothing, at most {@code rounds} times.
   *
   * @return what the last turn allocated, beyond what asking costs
   */
  static long allocationAfterWarmUp(int rounds, Runnable block) {
    com.sun.management.ThreadMXBean bean =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = Long.MAX_VALUE;
    for (int round = 0; round < rounds && bytes > 0; round++) {
      long start = bean.getCurrentThreadAllocatedBytes();
      long before = bean.getCurrentThreadAllocatedBytes();
      block.run();
      long after = bean.getCurrentThreadAllocatedBytes();
      bytes = (after - before) - (before - start);
    }
    return bytes;
  }
}
