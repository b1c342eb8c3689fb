package org.keras4j.plan;

import java.util.List;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * A function that can be run on arrays: a plan is compiled for each input signature that is met,
 * and kept. Functions that no static plan can hold, because shapes depend on data, are interpreted.
 * Safe for use by several threads.
 */
public final class Executable {
  private static final int PLANS = 16;

  private final GraphFunction function;
  private final PlanCompiler compiler;
  private final PlanCache<Run> cache = new PlanCache<>(PLANS);
  private volatile Latest latest;

  private interface Run {
    List<NDArray> run(List<NDArray> inputs);
  }

  private record Latest(List<TensorSpec> specs, Run run) {
    boolean fits(List<NDArray> inputs) {
      for (int i = 0; i < specs.size(); i++) {
        if (!specs.get(i).equals(inputs.get(i).spec())) {
          return false;
        }
      }
      return true;
    }
  }

  private Executable(GraphFunction function, PlanCompiler compiler) {
    this.function = function;
    this.compiler = compiler;
  }

  /** {@code function} on the default backend. */
  public static Executable of(GraphFunction function) {
    return of(function, Backends.defaultBackend());
  }

  public static Executable of(GraphFunction function, Backend backend) {
    return of(function, backend, PlanOptions.DEFAULT);
  }

  public static Executable of(GraphFunction function, Backend backend, PlanOptions options) {
    return new Executable(function, new PlanCompiler(backend, options));
  }

  public GraphFunction function() {
    return function;
  }

  /**
   * Runs the function and assigns the variables that it updates.
   *
   * @param inputs one array an input; unknown dimensions of placeholders take any size
   * @return new arrays
   * @throws ShapeException when the inputs do not fit
   */
  public List<NDArray> run(List<NDArray> inputs) {
    checkInputs(inputs);
    Latest last = latest;
    if (last != null && last.fits(inputs)) {
      return last.run.run(inputs);
    }
    PlanCache.Key key = PlanCache.Key.of(inputs, Executable.class);
    Run run = cache.get(key, () -> prepare(key.inputs()));
    latest = new Latest(key.inputs(), run);
    return run.run(inputs);
  }

  /** As {@link #run(List)}. */
  public List<NDArray> run(NDArray... inputs) {
    return run(List.of(inputs));
  }

  private void checkInputs(List<NDArray> inputs) {
    List<Tensor> expected = function.inputs();
    if (inputs.size() != expected.size()) {
      throw new ShapeException(
          "The function takes " + expected.size() + " inputs. Received: " + inputs.size());
    }
    for (int i = 0; i < inputs.size(); i++) {
      if (!expected.get(i).spec().isCompatible(inputs.get(i).spec())) {
        throw new ShapeException(
            "Input "
                + i
                + " must be "
                + expected.get(i).spec()
                + ". Received: "
                + inputs.get(i).spec());
      }
    }
  }

  private Run prepare(List<TensorSpec> specs) {
    GraphFunction concrete = Graphs.specialize(function, specs);
    if (!PlanCompiler.isStatic(concrete)) {
      return this::interpret;
    }
    SessionPool pool = SessionPool.of(compiler.plan(concrete));
    return pool::run;
  }

  /** The plan for such inputs, for inspection: {@link ExecutionPlan#describe()}. */
  public ExecutionPlan plan(List<TensorSpec> specs) {
    return compiler.plan(Graphs.specialize(function, specs));
  }

  private List<NDArray> interpret(List<NDArray> inputs) {
    ReferenceInterpreter.Result result = ReferenceInterpreter.standard().run(function, inputs);
    result.updates().forEach((variable, value) -> variable.assign(value));
    return result.outputs();
  }
}
