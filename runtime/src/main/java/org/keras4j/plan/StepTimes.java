package org.keras4j.plan;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.keras4j.backend.CommandQueue;
import org.keras4j.backend.Step;

/** Measures how long each step of a session takes. */
final class StepTimes {
  private final long[] nanos;
  private int runs;

  StepTimes(int steps) {
    this.nanos = new long[steps];
  }

  void run(Step[] steps, CommandQueue queue) {
    for (int i = 0; i < steps.length; i++) {
      long start = System.nanoTime();
      steps[i].run();
      queue.finish();
      nanos[i] += System.nanoTime() - start;
    }
    runs++;
  }

  String report(ExecutionPlan plan) {
    double total = LongStream.of(nanos).sum();
    return IntStream.range(0, nanos.length)
        .boxed()
        .sorted(Comparator.comparingLong((Integer i) -> nanos[i]).reversed())
        .map(
            i ->
                String.format(
                    Locale.ROOT,
                    "%10.1f us %5.1f%%  #%d %s",
                    nanos[i] / 1e3 / Math.max(1, runs),
                    100 * nanos[i] / Math.max(1, total),
                    i,
                    PlanPrinter.line(plan, i)))
        .collect(Collectors.joining("\n"));
  }
}
