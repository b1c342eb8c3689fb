package org.keras4j.benchmarks;

import java.util.List;
import org.keras4j.backend.Backends;
import org.keras4j.plan.ExecutionPlan;
import org.keras4j.plan.PlanCompiler;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.Session;
import org.keras4j.tensor.NDArray;

/**
 * Prints where the time of a workload goes, step by step, slowest first.
 *
 * <pre>java ... org.keras4j.benchmarks.PlanProfile NAME [BATCH [SECONDS]]</pre>
 */
public final class PlanProfile {
  private PlanProfile() {}

  public static void main(String[] args) {
    if (args.length < 1) {
      System.err.println("Usage: PlanProfile NAME [BATCH [SECONDS]]. Names: " + Workload.NAMES);
      System.exit(2);
    }
    int batch = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 5;
    System.out.println(profile(new Workload(args[0]), batch, seconds));
  }

  /** Steps are timed in a new session after another one ran as long, for the compiler's sake. */
  private static String profile(Workload workload, int batch, double seconds) {
    PlanCompiler compiler =
        new PlanCompiler(Backends.defaultBackend(), PlanOptions.DEFAULT.withProfile(true));
    ExecutionPlan plan = compiler.plan(workload.trace(batch));
    List<NDArray> inputs = List.of(workload.inputs(batch));
    try (Session warmUp = plan.openSession();
        Session session = plan.openSession()) {
      double error = Workload.error(warmUp.run(inputs).get(0), workload.expected(batch));
      repeat(warmUp, inputs, seconds);
      repeat(session, inputs, seconds);
      return String.format(
          "%s, batch %d: %s, largest error %.1e of the outputs' scale%n%s",
          workload.name(), batch, plan, error, session.profile());
    }
  }

  private static void repeat(Session session, List<NDArray> inputs, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      session.run(inputs);
    } while (System.nanoTime() < end);
  }
}
