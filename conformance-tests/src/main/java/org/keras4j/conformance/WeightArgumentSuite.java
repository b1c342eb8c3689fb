package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.Configurable;
import org.keras4j.config.ReadContext;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.initializers.Initializer;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Initializers, regularizers and constraints against real Keras. Random values are another
 * generator's: their moments and quantiles are compared.
 */
public abstract class WeightArgumentSuite {
  private static final Fixture FIXTURE = Fixture.load("optimizers/weight_arguments");

  /** What runs the graphs of regularizers and constraints. */
  protected abstract Evaluator evaluator();

  @TestFactory
  Stream<DynamicTest> weightArguments() {
    return FIXTURE.cases().stream()
        .map(json -> DynamicTest.dynamicTest((String) json.get("name"), () -> run(json)));
  }

  private void run(Map<String, Object> json) {
    switch ((String) json.get("kind")) {
      case "initializer" -> initialize(json);
      case "constraint" -> compute(json, read(Constraint.class, json)::apply);
      default -> compute(json, read(Regularizer.class, json)::penalty);
    }
  }

  private static <T extends Configurable> T read(Class<T> kind, Map<String, Object> json) {
    T object = ReadContext.standard().object(kind, json.get("object"));
    Configs.assertRoundTrip(kind, json.get("object"), object);
    return object;
  }

  private void compute(
      Map<String, Object> json, java.util.function.UnaryOperator<Tensor> function) {
    String name = (String) json.get("name");
    NDArray input = FIXTURE.array(name, "in_0", null);
    Tensor x = Placeholder.of("x", input.spec());
    GraphFunction graph = GraphFunction.of(List.of(x), List.of(function.apply(x)));
    NDArray expected = FIXTURE.array(name, "out_0", null);
    NDArray actual = evaluator().run(graph, List.of(input)).get(0);
    Compare.assertClose(name, expected, actual, Tolerance.ofState(expected));
  }

  @SuppressWarnings("unchecked")
  private static void initialize(Map<String, Object> json) {
    Initializer initializer = read(Initializer.class, json);
    Shape shape = Shape.ofNullable((List<Number>) json.get("shape"));
    TensorSpec spec = new TensorSpec(DType.of((String) json.get("dtype")), shape);
    NDArray actual = initializer.initialize(spec, 1);
    if (json.get("statistics") instanceof Map<?, ?> statistics) {
      assertEquals(spec, actual.spec());
      compare(statistics, actual.toDoubleArray());
    } else {
      String name = (String) json.get("name");
      NDArray expected = FIXTURE.array(name, "out_0", null);
      Compare.assertClose(name, expected, actual, Tolerance.ofState(expected));
    }
  }

  /**
   * Of n values, mean and quantiles are compared to 6 / sqrt(n) deviations. That is six standard
   * errors of the mean; of the outermost quantile, four times as uncertain, it is less, so more is
   * allowed there.
   */
  private static void compare(Map<?, ?> statistics, double[] values) {
    Arrays.sort(values);
    double stddev = number(statistics.get("stddev"));
    double error = 6 * Math.sqrt(2) * stddev / Math.sqrt(values.length);
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    assertEquals(number(statistics.get("mean")), mean, error, "mean");
    assertEquals(stddev, Math.sqrt(variance), error, "standard deviation");
    for (Object item : (List<?>) statistics.get("quantiles")) {
      double share = number(((List<?>) item).get(0));
      double expected = number(((List<?>) item).get(1));
      double actual = values[(int) Math.round(share * (values.length - 1))];
      double uncertain = share < 0.05 || share > 0.95 ? 4 : 1.5;
      assertEquals(expected, actual, uncertain * error, "quantile " + share);
    }
    boolean bounded = number(statistics.get("max")) < 2.5 * stddev + number(statistics.get("mean"));
    if (bounded) {
      assertEquals(number(statistics.get("min")), values[0], 20 * error, "least");
      assertEquals(
          number(statistics.get("max")), values[values.length - 1], 20 * error, "greatest");
    }
  }

  private static double number(Object json) {
    return ((Number) json).doubleValue();
  }
}
