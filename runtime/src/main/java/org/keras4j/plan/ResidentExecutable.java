package org.keras4j.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.keras4j.backend.Backend;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * A function of known input shapes whose updates stay in a {@link ResidentState}: a training step.
 * Functions that no static plan can hold are interpreted. One thread at a time; after the first run
 * of a plan nothing is allocated.
 */
public final class ResidentExecutable {
  private final GraphFunction function;
  private final Session session;
  private final Consumer<ReferenceInterpreter.Result> check;
  private List<NDArray> outputs;

  private ResidentExecutable(
      GraphFunction function,
      Session session,
      Consumer<ReferenceInterpreter.Result> check,
      List<NDArray> outputs) {
    this.function = function;
    this.session = session;
    this.check = check;
    this.outputs = outputs;
  }

  /** {@code function} compiled for a backend. */
  public static ResidentExecutable of(
      GraphFunction function, Backend backend, ResidentState state, PlanOptions options) {
    if (!PlanCompiler.isStatic(function)) {
      return interpreted(function);
    }
    ExecutionPlan plan = new PlanCompiler(backend, options.withUpdateInPlace(true)).plan(function);
    List<NDArray> outputs = new ArrayList<>();
    for (TensorSpec spec : plan.outputSpecs()) {
      outputs.add(NDArray.zeros(spec.dtype(), spec.shape()));
    }
    return new ResidentExecutable(function, plan.openSession(state), null, List.copyOf(outputs));
  }

  /** {@code function} run node by node: for debugging. */
  public static ResidentExecutable interpreted(GraphFunction function) {
    return interpreted(function, result -> {});
  }

  /**
   * {@code function} run node by node, with a look at its results.
   *
   * @param check may throw, and then no variable is updated
   */
  public static ResidentExecutable interpreted(
      GraphFunction function, Consumer<ReferenceInterpreter.Result> check) {
    return new ResidentExecutable(function, null, check, List.of());
  }

  /**
   * Runs the function and updates its variables; on an exception none.
   *
   * @return the outputs; the next run overwrites them
   */
  public List<NDArray> run(List<NDArray> inputs) {
    if (session == null) {
      ReferenceInterpreter.Result result = ReferenceInterpreter.standard().run(function, inputs);
      check.accept(result);
      result.updates().forEach((variable, value) -> variable.assign(value));
      outputs = result.outputs();
    } else {
      session.run(inputs, outputs);
    }
    return outputs;
  }
}
