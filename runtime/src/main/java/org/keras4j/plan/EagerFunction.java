package org.keras4j.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * A computation for use on arrays: traced and compiled when a signature of inputs is met first, and
 * kept. Updates of variables are assigned by each run. Safe for use by several threads where the
 * traced code is.
 */
public final class EagerFunction {
  private static final int SIGNATURES = 16;

  /** What is traced. */
  @FunctionalInterface
  public interface Body {
    /** The outputs for inputs of known shapes; variables are read and updated through the scope. */
    List<Tensor> trace(VariableScope scope, List<Tensor> inputs);
  }

  private final Body body;
  private final PlanCache<Executable> compiled = new PlanCache<>(SIGNATURES);

  public EagerFunction(Body body) {
    this.body = body;
  }

  /** The outputs for these inputs. */
  public List<NDArray> run(List<NDArray> inputs) {
    PlanCache.Key key = PlanCache.Key.of(inputs, EagerFunction.class);
    return compiled.get(key, () -> Executable.of(trace(key.inputs()))).run(inputs);
  }

  private GraphFunction trace(List<TensorSpec> specs) {
    List<Tensor> inputs = new ArrayList<>();
    for (int i = 0; i < specs.size(); i++) {
      inputs.add(Placeholder.of("in_" + i, specs.get(i)));
    }
    Scope scope = new Scope();
    List<Tensor> outputs = body.trace(scope, inputs);
    return new GraphFunction(inputs, outputs, scope.updates());
  }

  /** The variables' values as they change within one trace. */
  private static final class Scope implements VariableScope {
    private final Map<Variable, Tensor> values = new LinkedHashMap<>();
    private final Map<Variable, Tensor> updates = new LinkedHashMap<>();

    @Override
    public Tensor read(Variable variable) {
      return values.computeIfAbsent(variable, ReadVariable::of);
    }

    @Override
    public void update(Variable variable, Tensor value) {
      values.put(variable, value);
      updates.put(variable, value);
    }

    List<GraphFunction.Update> updates() {
      return updates.entrySet().stream()
          .map(entry -> new GraphFunction.Update(entry.getKey(), entry.getValue()))
          .toList();
    }
  }
}
