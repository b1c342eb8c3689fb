package org.keras4j.backend.cpu.kernel;

import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.VectorMath;

/**
 * What CPU kernels compute with.
 *
 * @param math bulk arithmetic on float arrays
 */
public record CpuDevice(VectorMath math) {
  /** A piece of a loop of which the iterations are independent. */
  @FunctionalInterface
  interface Range {
    void run(int from, int to);
  }

  static CpuDevice of(KernelEnv env) {
    return env.device(CpuDevice.class);
  }

  /**
   * A step that covers 0 to {@code count} in parallel pieces.
   *
   * @param cost of one iteration, in simple element operations
   */
  Step loop(int count, long cost, Range body) {
    if (count == 0) {
      return () -> {};
    }
    return () -> body.run(0, count);
  }
}
