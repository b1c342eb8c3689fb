package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.keras4j.benchmarks.TrainingPeer.Turn;

/**
 * Trains the workloads with Keras4J and, in a process beside it, with Keras on TensorFlow, in short
 * turns, and prints our time divided by Keras'.
 *
 * <pre>
 * java ... -Dkeras4j.threads=2 org.keras4j.benchmarks.TrainingComparison PYTHON SCRIPT [SECONDS [NAME ...]]
 * </pre>
 *
 * <p>{@code SECONDS} is what each library gets for each workload. A turn takes about a tenth of it.
 * Medians and minima are over turns; {@code cpu} is processor time of the whole process. Memory is
 * our live heap, and the most that Keras' process has had resident, less its {@value
 * #KERAS_RUNTIME} bytes of runtime.
 */
public final class TrainingComparison {
  private static final int TURNS = 10;

  /** What a process with Keras and TensorFlow has resident before it has a model. */
  private static final double KERAS_RUNTIME = 500e6;

  private TrainingComparison() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("Usage: TrainingComparison PYTHON SCRIPT [SECONDS [NAME ...]]");
      System.exit(2);
    }
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 20;
    List<String> names =
        args.length > 3
            ? Arrays.asList(args).subList(3, args.length)
            : TrainingStep.BATCHES.keySet().stream().sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-12s %10s %10s %7s %7s %7s %12s %9s %9s%n",
        "step of",
        "ours ms",
        "keras ms",
        "/median",
        "/min",
        "/cpu",
        "bytes/step",
        "ours MB",
        "keras MB");
    for (String name : names) {
      compare(TrainingStep.of(name), Path.of(args[0]), Path.of(args[1]), seconds);
    }
  }

  private static void compare(TrainingStep step, Path python, Path script, double seconds)
      throws IOException {
    int threads = Integer.getInteger("keras4j.threads", Runtime.getRuntime().availableProcessors());
    try (Keras4jTraining ours = new Keras4jTraining(step);
        KerasProcess theirs = new KerasProcess(python, script, step, threads)) {
      int ourSteps = warmUp(ours, seconds);
      int theirSteps = warmUp(theirs, seconds);
      List<Turn> our = new ArrayList<>();
      List<Turn> their = new ArrayList<>();
      for (int turn = 0; turn < TURNS; turn++) {
        our.add(ours.run(ourSteps));
        their.add(theirs.run(theirSteps));
      }
      System.out.printf(
          Locale.ROOT,
          "%-12s %10.2f %10.2f %7.2f %7.2f %7.2f %12d %9.1f %9.1f%n",
          step.workload().name(),
          median(our, Turn::millis),
          median(their, Turn::millis),
          median(our, Turn::millis) / median(their, Turn::millis),
          least(our, Turn::millis) / least(their, Turn::millis),
          median(our, Turn::cpuMillis) / median(their, Turn::cpuMillis),
          ours.allocated(),
          most(our) / 1e6,
          (most(their) - KERAS_RUNTIME) / 1e6);
    }
  }

  /** Trains for a while; returns how many steps make a turn. */
  private static int warmUp(TrainingPeer peer, double seconds) throws IOException {
    double spent = 0;
    Turn last = peer.run(1);
    while (spent < seconds) {
      last = peer.run(Math.max(1, (int) (seconds / TURNS / last.seconds() * last.steps())));
      spent += last.seconds();
    }
    return Math.max(1, (int) Math.round(seconds / TURNS / last.seconds() * last.steps()));
  }

  private static double median(List<Turn> turns, ToDoubleFunction<Turn> value) {
    double[] sorted = turns.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static double most(List<Turn> turns) {
    return turns.stream().mapToLong(Turn::bytes).max().orElseThrow();
  }

  private static double least(List<Turn> turns, ToDoubleFunction<Turn> value) {
    return turns.stream().mapToDouble(value).min().orElseThrow();
  }
}
