package org.keras4j.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.keras4j.benchmarks.Workload;
import org.keras4j.tensor.NDArray;

/** One workload at one batch size, run by all peers in turn; the first peer is the one judged. */
final class Comparison {
  /**
   * Errors of float32 sums in another order, relative to the outputs' scale; ResNet50's is 2e-6.
   */
  private static final double TOLERANCE = 1e-4;

  private final String workload;
  private final int batch;
  private final List<Timing> timings = new ArrayList<>();

  Comparison(String workload, int batch) {
    this.workload = workload;
    this.batch = batch;
  }

  /** Checks that all peers agree with Keras, then times them. */
  static Comparison of(Workload workload, int batch, PeerOptions options)
      throws InterruptedException {
    Comparison comparison = new Comparison(workload.name(), batch);
    List<Peer> peers = options.open(workload, batch);
    try {
      NDArray expected = workload.expected(batch);
      for (Peer peer : peers) {
        double error = Workload.error(peer.run(), expected);
        if (!(error <= TOLERANCE)) {
          throw new IllegalStateException(
              String.format(
                  "%s differs from Keras by %.2e of the outputs' scale on %s, batch %d; at most"
                      + " %.0e is right, so its time would say nothing",
                  peer.name(), error, workload.name(), batch, TOLERANCE));
        }
        comparison.timings.add(new Timing(peer));
      }
      comparison.measure(options);
    } finally {
      peers.forEach(Peer::close);
    }
    return comparison;
  }

  /** Turns are short and alternate, so that what slows the machine down meets every peer. */
  private void measure(PeerOptions options) throws InterruptedException {
    for (Timing timing : timings) {
      timing.turn(options.warmUpSeconds());
      timing.reset();
    }
    for (int round = 0; round < options.rounds(); round++) {
      for (Timing timing : timings) {
        timing.turn(options.turnSeconds());
      }
    }
  }

  /** The judged peer's time by another's: above 1, the judged one is slower. */
  private double ratio(ToDoubleFunction<Timing> time, Timing other) {
    return time.applyAsDouble(timings.get(0)) / time.applyAsDouble(other);
  }

  /** A row for each peer. */
  String rows() {
    return timings.stream()
        .map(
            timing ->
                String.format(
                    Locale.ROOT,
                    "%-15s %5d  %-12s %10.3f %10.3f %10.3f %6d   %7.2f %7.2f %7.2f",
                    workload,
                    batch,
                    timing.peer().name(),
                    timing.medianMillis(),
                    timing.minMillis(),
                    timing.cpuMillis(),
                    timing.calls(),
                    ratio(Timing::medianMillis, timing),
                    ratio(Timing::minMillis, timing),
                    ratio(Timing::cpuMillis, timing)))
        .collect(Collectors.joining("\n"));
  }

  /** What the columns of {@link #rows} are; the last three are ratios of the first library. */
  static String header() {
    return String.format(
        "%-15s %5s  %-12s %10s %10s %10s %6s   %7s %7s %7s",
        "workload",
        "batch",
        "library",
        "median ms",
        "min ms",
        "cpu ms",
        "calls",
        "/median",
        "/min",
        "/cpu");
  }

  /** The same as a JSON object. */
  String json() {
    String peers =
        timings.stream()
            .map(
                timing ->
                    String.format(
                        Locale.ROOT,
                        "\"%s\": {\"median_ms\": %.5f, \"min_ms\": %.5f, \"cpu_ms\": %.5f,"
                            + " \"calls\": %d, \"median_ratio\": %.4f, \"min_ratio\": %.4f,"
                            + " \"cpu_ratio\": %.4f}",
                        timing.peer().name(),
                        timing.medianMillis(),
                        timing.minMillis(),
                        timing.cpuMillis(),
                        timing.calls(),
                        ratio(Timing::medianMillis, timing),
                        ratio(Timing::minMillis, timing),
                        ratio(Timing::cpuMillis, timing)))
            .collect(Collectors.joining(", "));
    return String.format(
        "{\"workload\": \"%s\", \"batch\": %d, \"libraries\": {%s}}", workload, batch, peers);
  }
}
