package org.keras4j.benchmarks;

import java.util.List;
import org.keras4j.backend.Backends;
import org.keras4j.plan.ExecutionPlan;
import org.keras4j.plan.PlanCompiler;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.ResidentState;
import org.keras4j.plan.Session;
import org.keras4j.tensor.NDArray;

/**
 * Prints where the time of a training step goes, op by op, slowest first.
 *
 * <pre>java ... org.keras4j.benchmarks.TrainingProfile NAME [SECONDS]</pre>
 */
public final class TrainingProfile {
  private TrainingProfile() {}

  public static void main(String[] args) {
    if (args.length < 1) {
      System.err.println(
          "Usage: TrainingProfile NAME [SECONDS]. Names: " + TrainingStep.BATCHES.keySet());
      System.exit(2);
    }
    TrainingStep step = TrainingStep.of(args[0]);
    double seconds = args.length > 1 ? Double.parseDouble(args[1]) : 5;
    PlanOptions options = PlanOptions.DEFAULT.withUpdateInPlace(true).withProfile(true);
    ExecutionPlan plan = new PlanCompiler(Backends.defaultBackend(), options).plan(step.trace());
    List<NDArray> inputs = step.inputs();
    ResidentState state = new ResidentState(plan.backend());
    try (Session warmUp = plan.openSession(state);
        Session session = plan.openSession(state)) {
      float before = warmUp.run(inputs).get(0).floats()[0];
      repeat(warmUp, inputs, seconds);
      repeat(session, inputs, seconds);
      float after = session.run(inputs).get(0).floats()[0];
      System.out.printf(
          "%s, batch %d: %s, loss %.4f, at last %.4f%n%s%n",
          args[0], step.batch(), plan, before, after, session.profile());
    }
  }

  private static void repeat(Session session, List<NDArray> inputs, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    do {
      session.run(inputs);
    } while (System.nanoTime() < end);
  }
}
