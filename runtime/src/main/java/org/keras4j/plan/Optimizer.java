package org.keras4j.plan;

import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.plan.pass.Pass;
import org.keras4j.plan.pass.PassContext;

/** Applies the passes in order. */
final class Optimizer {
  /**
   * What became of a function.
   *
   * @param prologue what depends on weights alone, or {@code null}
   */
  record Result(GraphFunction function, GraphFunction prologue) {}

  private final PassContext context;
  private final List<Pass> passes;

  Optimizer(PlanCompiler compiler, PlanOptions options) {
    this.context = new CatalogContext(compiler);
    this.passes = options.optimize() ? Passes.optimizing() : Passes.required();
  }

  Result optimize(GraphFunction function) {
    GraphFunction result = function;
    for (Pass pass : passes) {
      result = pass.apply(result, context);
    }
    return new Result(result, null);
  }
}
