package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.ReadContext;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Trace;
import org.keras4j.optimizers.BaseOptimizer;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** One optimizer over some steps, compared with real Keras after each. */
final class OptimizerCase {
  private final Fixture fixture;
  private final Map<String, Object> json;
  private final DType dtype;

  OptimizerCase(Fixture fixture, Map<String, Object> json) {
    this.fixture = fixture;
    this.json = json;
    this.dtype = DType.of((String) json.get("dtype"));
  }

  String name() {
    return (String) json.get("name");
  }

  void run(Function<GraphFunction, Function<List<NDArray>, List<NDArray>>> compile) {
    Optimizer optimizer = ReadContext.standard().object(Optimizer.class, json.get("optimizer"));
    Configs.assertRoundTrip(Optimizer.class, json.get("optimizer"), optimizer);
    NDArray expected = fixture.array(name(), "variables", null);
    List<Variable> variables = variables(expected);
    exclude(optimizer, variables);
    optimizer.build(variables);
    List<Variable> slots = optimizer.variables();
    assertEquals(expectedSlots(), slots.stream().map(OptimizerCase::described).toList());
    NDArray expectedSlots = fixture.array(name(), "slots", null);
    compare("before the first step", optimizer, variables, expected, expectedSlots, 0);

    List<Tensor> gradients =
        variables.stream().map(v -> Placeholder.of(v.path(), v.spec())).toList();
    var step = compile.apply(step(optimizer, variables, gradients));
    List<Variable> all = new ArrayList<>(variables);
    all.addAll(slots);
    NDArray rows = fixture.array("gradients", (String) json.get("gradients"), null);
    for (int i = 0; i < rows.shape().dim(0); i++) {
      List<NDArray> values = step.apply(split(rows, i, variables));
      for (int k = 0; k < all.size(); k++) {
        all.get(k).assign(values.get(k));
      }
      compare("step " + (i + 1), optimizer, variables, expected, expectedSlots, i + 1);
    }
    if (json.get("settled") == Boolean.TRUE) {
      optimizer.finalizeVariableValues();
      compare("settled", variables, fixture.array(name(), "settled", null), 0);
    }
  }

  private List<Variable> variables(NDArray expected) {
    List<TensorSpec> specs = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (Object item : (List<?>) fixture.json().get("variables")) {
      Map<?, ?> variable = (Map<?, ?>) item;
      paths.add((String) variable.get("path"));
      specs.add(new TensorSpec(dtype, Shape.ofNullable(numbers(variable.get("shape")))));
    }
    List<Variable> variables = new ArrayList<>();
    int at = 0;
    for (int i = 0; i < specs.size(); i++) {
      NDArray value = slice(expected, 0, at, specs.get(i));
      String path = paths.get(i);
      String name = path.substring(path.indexOf('/') + 1);
      variables.add(new Variable(name, path, specs.get(i), true, () -> value));
      at += value.size();
    }
    return variables;
  }

  @SuppressWarnings("unchecked")
  private static List<Number> numbers(Object json) {
    return (List<Number>) json;
  }

  @SuppressWarnings("unchecked")
  private void exclude(Optimizer optimizer, List<Variable> variables) {
    if (json.get("exclude") instanceof Map<?, ?> exclude) {
      List<Variable> excluded =
          numbers(exclude.get("variables")).stream().map(i -> variables.get(i.intValue())).toList();
      List<String> names = (List<String>) exclude.get("names");
      ((BaseOptimizer) optimizer).excludeFromWeightDecay(excluded, names);
    }
  }

  private List<String> expectedSlots() {
    List<String> slots = new ArrayList<>();
    for (Object item : (List<?>) json.get("slots")) {
      Map<?, ?> slot = (Map<?, ?>) item;
      Shape shape = Shape.ofNullable(numbers(slot.get("shape")));
      slots.add(slot.get("name") + " " + slot.get("path") + " " + shape + " " + slot.get("dtype"));
    }
    return slots;
  }

  private static String described(Variable slot) {
    String dtypeName = slot.dtype().kerasName();
    return slot.name() + " " + slot.path() + " " + slot.shape() + " " + dtypeName;
  }

  /** One step as a function from gradients to all variables, the trained ones first. */
  private GraphFunction step(
      Optimizer optimizer, List<Variable> variables, List<Tensor> gradients) {
    List<Tensor> given = new ArrayList<>(gradients);
    numbers(json.get("missing")).forEach(i -> given.set(i.intValue(), null));
    Map<Variable, Constraint> constraints = new LinkedHashMap<>();
    ReadContext.configMap("constraints", json.get("constraints"))
        .forEach(
            (i, constraint) ->
                constraints.put(
                    variables.get(Integer.parseInt(i)),
                    ReadContext.standard().object(Constraint.class, constraint)));
    Trace trace = Trace.training();
    optimizer.apply(trace, variables, given, constraints::get);
    List<Tensor> outputs = new ArrayList<>();
    variables.forEach(v -> outputs.add(trace.read(v)));
    optimizer.variables().forEach(v -> outputs.add(trace.read(v)));
    return GraphFunction.of(gradients, outputs);
  }

  private List<NDArray> split(NDArray rows, int row, List<Variable> variables) {
    List<NDArray> parts = new ArrayList<>();
    int at = 0;
    for (Variable variable : variables) {
      parts.add(slice(rows, row, at, variable.spec()));
      at += parts.get(parts.size() - 1).size();
    }
    return parts;
  }

  private static NDArray slice(NDArray rows, int row, int at, TensorSpec spec) {
    int width = rows.shape().rank() == 1 ? 0 : rows.shape().dim(1);
    NDArray.Builder part = NDArray.builder(spec.dtype(), spec.shape());
    for (int i = 0; i < part.size(); i++) {
      double value = rows.getDouble(row * width + at + i);
      if (spec.dtype().isFloating()) {
        part.set(i, value);
      } else {
        part.set(i, (long) value);
      }
    }
    return part.build();
  }

  private static void compare(
      String when,
      Optimizer optimizer,
      List<Variable> variables,
      NDArray expected,
      NDArray expectedSlots,
      int row) {
    compare(when, variables, expected, row);
    compare(when, optimizer.variables(), expectedSlots, row);
  }

  private static void compare(String when, List<Variable> variables, NDArray rows, int row) {
    int at = 0;
    for (Variable variable : variables) {
      NDArray expected = slice(rows, row, at, variable.spec());
      String what = when + ": " + variable.path();
      Compare.assertClose(what, expected, variable.value(), Tolerance.ofState(expected));
      at += expected.size();
    }
  }
}
