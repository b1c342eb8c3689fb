package org.keras4j.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;
import org.keras4j.metrics.Metric;
import org.keras4j.metrics.Metrics;

/** The metrics of a model's outputs, with and without sample weights. Keras: CompileMetrics. */
final class CompiledMetrics {
  /** The metrics of one output; {@code output} null where there is only one. */
  private record OfOutput(String output, List<Metric> metrics) {
    String prefixed(String name) {
      return output == null ? name : output + "_" + name;
    }
  }

  private final Object given;
  private final Object givenWeighted;
  private final Supplier<List<String>> names;
  private List<String> outputNames;
  private final ReadContext context;
  private List<String> order;
  private List<OfOutput> plain;
  private List<OfOutput> weighted;

  /** How many unnamed metrics of a class there are: the second is {@code auc_1}, as in Keras. */
  private final Map<String, Integer> unnamed = new HashMap<>();

  CompiledMetrics(
      Object metrics, Object weightedMetrics, Supplier<List<String>> names, ReadContext context) {
    this.given = metrics;
    this.givenWeighted = weightedMetrics;
    this.names = names;
    this.context = context;
  }

  /** All metrics; none while nothing was traced. */
  List<Metric> metrics() {
    List<Metric> all = new ArrayList<>();
    if (plain != null) {
      plain.forEach(of -> all.addAll(of.metrics));
      weighted.forEach(of -> all.addAll(of.metrics));
    }
    return all;
  }

  /** Adds a batch. */
  void update(StepContext ctx, Object yTrue, Object yPred, Object sampleWeight) {
    outputNames = names.get();
    order = order(yPred);
    List<Object> predictions = flatten(yPred);
    List<Object> targets = flatten(yTrue);
    if (plain == null) {
      List<OfOutput> first = resolve("metrics", given, yPred, targets, predictions);
      weighted = resolve("weighted_metrics", givenWeighted, yPred, targets, predictions);
      plain = first;
    }
    List<Object> weights = sampleWeight == null ? List.of() : flatten(sampleWeight);
    for (int i = 0; i < predictions.size(); i++) {
      Tensor target = i < targets.size() ? (Tensor) targets.get(i) : null;
      Tensor prediction = (Tensor) predictions.get(i);
      update(ctx, plain, i, target, prediction, null);
      Object weight = weights.isEmpty() ? null : weights.get(i < weights.size() ? i : 0);
      update(ctx, weighted, i, target, prediction, (Tensor) weight);
    }
  }

  private static void update(
      StepContext ctx,
      List<OfOutput> of,
      int output,
      Tensor target,
      Tensor prediction,
      Tensor weight) {
    if (output >= of.size()) {
      return;
    }
    for (Metric metric : of.get(output).metrics) {
      if (target == null) {
        throw new TrainingException(
            "Metric '" + metric.name() + "' needs targets, but there are none for its output in y");
      }
      ctx.checkTargets(metric::checkTargets, target, prediction);
      metric.update(ctx, target, prediction, weight, ctx.mask(prediction));
    }
  }

  /** The results, under the names that Keras gives them. */
  Map<String, Tensor> results(StepContext ctx) {
    Map<String, Tensor> results = new LinkedHashMap<>();
    if (plain == null) {
      return results;
    }
    Map<String, Integer> used = new HashMap<>();
    for (OfOutput of : plain) {
      for (Metric metric : of.metrics) {
        results.put(unused(of.prefixed(metric.name()), used), metric.result(ctx));
      }
    }
    for (OfOutput of : weighted) {
      for (Metric metric : of.metrics) {
        String name = of.prefixed(metric.name());
        if (used.containsKey(name)) {
          name = of.prefixed("weighted_" + metric.name());
        }
        results.put(unused(name, used), metric.result(ctx));
      }
    }
    return results;
  }

  private static String unused(String name, Map<String, Integer> used) {
    int count = used.merge(name, 1, Integer::sum) - 1;
    return count == 0 ? name : name + "_" + count;
  }

  // ---- which metrics belong to which output

  /** Names of the outputs in the order in which they are flattened; null for a nested structure. */
  private List<String> order(Object yPred) {
    int outputs = Structures.tensors(yPred).size();
    if (outputs < 2 || !isFlat(yPred)) {
      return null;
    }
    if (yPred instanceof Map<?, ?> map && !OutputStructure.hasNames(map, outputNames)) {
      return map.keySet().stream().map(String::valueOf).sorted().toList();
    }
    return outputNames;
  }

  private static boolean isFlat(Object yPred) {
    return yPred instanceof List<?> list && list.stream().noneMatch(OutputStructure::isNested)
        || yPred instanceof Map<?, ?> map
            && map.values().stream().noneMatch(OutputStructure::isNested);
  }

  private List<Object> flatten(Object y) {
    return y instanceof Map<?, ?> map && order != null && map.keySet().containsAll(order)
        ? OutputStructure.byName(map, order)
        : OutputStructure.flatten(y);
  }

  private List<OfOutput> resolve(
      String argument,
      Object metrics,
      Object yPred,
      List<Object> targets,
      List<Object> predictions) {
    int outputs = predictions.size();
    List<Object> perOutput = new ArrayList<>();
    if (metrics == null || metrics instanceof List<?> list && list.isEmpty()) {
      return List.of();
    } else if (outputs == 1) {
      perOutput.add(OutputStructure.flatten(metrics));
    } else if (metrics instanceof List<?> list && list.size() == outputs) {
      perOutput.addAll(list);
    } else if (metrics instanceof Map<?, ?> map
        && order != null
        && order.containsAll(map.keySet())) {
      perOutput.addAll(OutputStructure.byName(map, order));
    } else {
      throw new TrainingException(
          "Invalid `"
              + argument
              + "`. It should be a list with one entry for each output, or a map by the output"
              + " names "
              + outputNames
              + ". Received: "
              + Text.of(metrics)
              + " for outputs "
              + OutputStructure.shapes(yPred));
    }
    List<OfOutput> resolved = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      String name = outputs == 1 || outputNames.size() != outputs ? null : name(i);
      List<Object> identifiers =
          OutputStructure.flatten(perOutput.get(i)).stream().filter(Objects::nonNull).toList();
      Tensor target = i < targets.size() ? (Tensor) targets.get(i) : null;
      Tensor prediction = (Tensor) predictions.get(i);
      resolved.add(
          new OfOutput(
              name, identifiers.stream().map(id -> metric(id, target, prediction)).toList()));
    }
    return resolved;
  }

  private String name(int output) {
    return order == null ? outputNames.get(output) : order.get(output);
  }

  private Metric metric(Object identifier, Tensor target, Tensor prediction) {
    if (target == null) {
      throw new TrainingException(
          "Metric '" + identifier + "' needs targets, but there are none for its output in y");
    }
    Metric metric = Metrics.get(identifier, target.spec(), prediction.spec(), context);
    if (metric == identifier && !metric.isNamed()) {
      metric.assignName(unused(metric.name(), unnamed));
    }
    return metric;
  }
}
