package org.keras4j.benchmarks.peers;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The durations of one peer's calls, over all of its turns, and the processor time that the process
 * took meanwhile. On a busy machine the second is the steadier number, but it counts threads that
 * spin while they wait for work, so that it says most with one thread.
 */
final class Timing {
  /** Between turns: the peers' threads go on looking for work for a while before they sleep. */
  private static final long PAUSE_MILLIS = 30;

  private final Peer peer;
  private final OperatingSystemMXBean process =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<Long> nanos = new ArrayList<>();
  private final List<Double> cpuMillis = new ArrayList<>();

  Timing(Peer peer) {
    this.peer = peer;
  }

  Peer peer() {
    return peer;
  }

  /**
   * Calls for some time, after one call that does not count: it fetches the weights into caches.
   */
  void turn(double seconds) throws InterruptedException {
    Thread.sleep(PAUSE_MILLIS);
    peer.run();
    int before = nanos.size();
    long cpu = process.getProcessCpuTime();
    long end = System.nanoTime() + (long) (seconds * 1e9);
    long start;
    do {
      start = System.nanoTime();
      peer.run();
      nanos.add(System.nanoTime() - start);
    } while (start < end);
    cpuMillis.add((process.getProcessCpuTime() - cpu) / 1e6 / (nanos.size() - before));
  }

  /** Forgets what was measured so far. */
  void reset() {
    nanos.clear();
    cpuMillis.clear();
  }

  int calls() {
    return nanos.size();
  }

  double medianMillis() {
    return median(nanos) / 1e6;
  }

  double minMillis() {
    return Collections.min(nanos) / 1e6;
  }

  /** Processor time of a call in the median turn. */
  double cpuMillis() {
    return median(cpuMillis);
  }

  private static <T extends Number & Comparable<T>> double median(List<T> values) {
    List<T> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2).doubleValue();
  }
}
