package org.keras4j.plan;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.keras4j.backend.CommandQueue;
import org.keras4j.backend.Step;

/**
 * Measures how long each step of a session takes: on average, and at best, which is steadier on a
 * machine that has other work.
 */
final class StepTimes {
  private final long[] nanos;
  private final long[] best;
  private int runs;

  StepTimes(int steps) {
    this.nanos = new long[steps];
    this.best = new long[steps];
    Arrays.fill(best, Long.MAX_VALUE);
  }

  void run(Step[] steps, CommandQueue queue) {
    for (int i = 0; i < steps.length; i++) {
      long start = System.nanoTime();
      steps[i].run();
      queue.finish();
      long taken = System.nanoTime() - start;
      nanos[i] += taken;
      best[i] = Math.min(best[i], taken);
    }
    runs++;
  }

  String report(ExecutionPlan plan) {
    if (runs == 0) {
      return "No runs yet";
    }
    double total = LongStream.of(best).sum();
    return IntStream.range(0, nanos.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> best[i]).reversed())
        .map(
            i ->
                String.format(
                    Locale.ROOT,
                    "%10.1f us at best, %10.1f on average %5.1f%%  #%d %s",
                    best[i] / 1e3,
                    nanos[i] / 1e3 / runs,
                    100 * best[i] / Math.max(1, total),
                    i,
                    PlanPrinter.line(plan, i)))
        .collect(Collectors.joining("\n"));
  }
}
