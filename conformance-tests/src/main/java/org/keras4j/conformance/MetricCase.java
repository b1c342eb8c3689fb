package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Trace;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.Metrics;
import org.keras4j.metrics.ValueMetric;
import org.keras4j.tensor.NDArray;

/** One metric over several batches by real Keras, repeated: results, variables and config. */
final class MetricCase {
  private final Fixture fixture;
  private final Map<String, Object> json;
  private final String name;
  private final Evaluator evaluator;

  MetricCase(Fixture fixture, Map<String, Object> json, Evaluator evaluator) {
    this.fixture = fixture;
    this.json = json;
    this.name = (String) json.get("name");
    this.evaluator = evaluator;
  }

  /** Runs the case twice, with a reset in between. */
  void run() {
    Metric metric =
        Metrics.get(Map.of("class_name", json.get("class_name"), "config", json.get("args")));
    ConfigComparison.check(json.get("config"), metric);
    for (int round = 0; round < 2; round++) {
      metric.resetState();
      for (Object batch : (List<?>) json.get("batches")) {
        update(metric, ReadContext.configMap("batch", batch));
      }
      checkVariables(metric);
    }
  }

  private void update(Metric metric, Map<String, Object> batch) {
    Feeds feeds = new Feeds(fixture, name);
    Tensor yTrue = feeds.tensor(batch.get("y_true"));
    Tensor yPred = feeds.tensor(batch.get("y_pred"));
    Tensor weight = feeds.tensor(batch.get("sample_weight"));
    Tensor mask = feeds.tensor(batch.get("mask"));
    Trace trace = Trace.inference();
    if (yPred == null) {
      ((ValueMetric) metric).updateValues(trace, yTrue, weight);
    } else {
      metric.update(trace, yTrue, yPred, weight, mask);
    }
    check(metric, trace, feeds, batch.get("result"));
  }

  /** Compares the result after the updates of a trace, and keeps the updates. */
  private void check(Metric metric, Trace trace, Feeds feeds, Object expected) {
    List<GraphFunction.Update> updates = trace.updates();
    List<Tensor> wanted = new ArrayList<>(List.of(metric.result(trace)));
    updates.forEach(update -> wanted.add(update.value()));
    List<NDArray> found = feeds.evaluate(evaluator, wanted);
    NDArray result = feeds.array(expected);
    Compare.assertClose("result", result, found.get(0), Tolerance.of(result.dtype()));
    for (int i = 0; i < updates.size(); i++) {
      updates.get(i).variable().assign(found.get(i + 1));
    }
  }

  private void checkVariables(Metric metric) {
    List<?> expected = (List<?>) json.get("variables");
    assertEquals(
        expected.stream().map(v -> ((Map<?, ?>) v).get("name")).toList(),
        metric.variables().stream().map(Variable::name).toList(),
        "names of the variables");
    Feeds feeds = new Feeds(fixture, name);
    for (int i = 0; i < expected.size(); i++) {
      NDArray value = feeds.array(expected.get(i));
      Variable variable = metric.variables().get(i);
      Compare.assertClose(variable.path(), value, variable.value(), Tolerance.of(value.dtype()));
    }
  }

  /** What Keras' {@code compile} makes of a string: the name and the result of the metric. */
  void runIdentifier() {
    Feeds feeds = new Feeds(fixture, name);
    Tensor yTrue = feeds.tensor(json.get("y_true"));
    Tensor yPred = feeds.tensor(json.get("y_pred"));
    Metric metric =
        Metrics.get(json.get("identifier"), yTrue.spec(), yPred.spec(), ReadContext.standard());
    assertEquals(json.get("metric_name"), metric.name(), "name");
    Trace trace = Trace.inference();
    metric.update(trace, yTrue, yPred, null);
    check(metric, trace, feeds, json.get("output"));
  }
}
