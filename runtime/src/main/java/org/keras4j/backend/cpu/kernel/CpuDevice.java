package org.keras4j.backend.cpu.kernel;

import java.util.function.IntConsumer;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.backend.cpu.simd.WorkerPool;

/**
 * What CPU kernels compute with.
 *
 * @param math bulk arithmetic on float arrays
 * @param pool the threads
 */
public record CpuDevice(VectorMath math, WorkerPool pool) {
  /** Work below this many simple element operations is not worth a second thread. */
  private static final long GRAIN = 32_768;

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
    int pieces = pieces(count, cost);
    if (pieces == 1) {
      return () -> body.run(0, count);
    }
    IntConsumer task =
        piece -> body.run(bound(count, piece, pieces), bound(count, piece + 1, pieces));
    return () -> pool.parallelFor(pieces, task);
  }

  /**
   * As {@link #loop}, one iteration at a time, for bodies that need working memory for each thread.
   *
   * @param body gets the iteration, and a number below {@code pool().threads()} that no other body
   *     running at the same time has
   */
  Step slottedLoop(int count, long cost, WorkerPool.Body body) {
    if (pieces(count, cost) <= 1) {
      return () -> {
        for (int i = 0; i < count; i++) {
          body.run(i, 0);
        }
      };
    }
    return () -> pool.parallelFor(count, body);
  }

  private int pieces(int count, long cost) {
    if (pool.threads() == 1) {
      return 1;
    }
    long worthwhile = Math.max(1, count * Math.max(1, cost) / GRAIN);
    return (int) Math.min(Math.min(worthwhile, 4L * pool.threads()), count);
  }

  private static int bound(int count, int piece, int pieces) {
    return (int) ((long) count * piece / pieces);
  }
}
