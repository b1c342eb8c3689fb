package org.keras4j.benchmarks;

import org.keras4j.backend.cpu.simd.WorkerPool;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The threads that a kernel may use; not those of JMH. */
@State(Scope.Benchmark)
public class Threads {
  @Param({"1", "2"})
  public int threads;

  WorkerPool pool;

  @Setup
  public void start() {
    pool = new WorkerPool(threads);
  }

  @TearDown
  public void end() {
    pool.close();
  }
}
