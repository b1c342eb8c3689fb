package org.keras4j.plan;

import java.util.List;
import org.keras4j.graph.GraphFunction;
import org.keras4j.plan.pass.HoistWeights;
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
  private final boolean optimize;

  Optimizer(PlanCompiler compiler, PlanOptions options) {
    this.context = new CatalogContext(compiler);
    this.optimize = options.optimize();
  }

  Result optimize(GraphFunction function) {
    if (!optimize) {
      return new Result(apply(Passes.required(), function), null);
    }
    HoistWeights.Split split = HoistWeights.split(apply(Passes.beforeHoisting(), function));
    GraphFunction main = apply(Passes.afterHoisting(), split.function());
    return new Result(main, split.prologue());
  }

  private GraphFunction apply(List<Pass> passes, GraphFunction function) {
    GraphFunction result = function;
    for (Pass pass : passes) {
      result = pass.apply(result, context);
    }
    return result;
  }
}
