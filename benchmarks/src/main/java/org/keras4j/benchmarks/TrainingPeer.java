package org.keras4j.benchmarks;

import java.io.IOException;

/** One of two libraries that take turns in training the same model. */
interface TrainingPeer extends AutoCloseable {
  /**
   * Some steps.
   *
   * @param seconds by the clock
   * @param cpuSeconds of all threads of the process
   * @param loss of the last step
   * @param bytes of memory in use at the end: see the peers
   */
  record Turn(int steps, double seconds, double cpuSeconds, double loss, long bytes) {
    double millis() {
      return 1e3 * seconds / steps;
    }

    double cpuMillis() {
      return 1e3 * cpuSeconds / steps;
    }
  }

  String name();

  Turn run(int steps) throws IOException;

  @Override
  void close();
}
