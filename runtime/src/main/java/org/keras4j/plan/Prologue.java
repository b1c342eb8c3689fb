package org.keras4j.plan;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Variable;

/**
 * What a plan computes from weights alone, such as a kernel with batch normalisation folded in. It
 * is computed when a variable was assigned, not in each run, and held in variables of the plan's
 * own.
 */
final class Prologue {
  private final List<Variable> sources;
  private final ExecutionPlan plan;
  private long[] seen;

  /**
   * A prologue.
   *
   * @param sources the variables that {@code plan} reads
   * @param plan without inputs and outputs; its updates assign the derived variables
   */
  Prologue(List<Variable> sources, ExecutionPlan plan) {
    this.sources = List.copyOf(sources);
    this.plan = plan;
  }

  ExecutionPlan plan() {
    return plan;
  }

  /** Computes everything anew if a source was assigned since the last time. */
  synchronized void refresh() {
    if (seen != null && !moved()) {
      return;
    }
    long[] versions = sources.stream().mapToLong(Variable::version).toArray();
    try (Session session = plan.openSession()) {
      session.run(List.of());
    }
    seen = versions;
  }

  private boolean moved() {
    for (int i = 0; i < seen.length; i++) {
      if (sources.get(i).version() != seen[i]) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return "Prologue" + Arrays.toString(seen);
  }
}
