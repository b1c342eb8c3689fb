package org.keras4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.Codecs;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.losses.Losses;
import org.keras4j.metrics.Metrics;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.Optimizers;
import org.keras4j.training.CompileOptions;

/**
 * How a model is trained, as files keep it: {@code compile_config} of Keras 3. Names of losses and
 * metrics stay names, as in Keras; objects become their configs.
 */
public final class CompileConfig {
  private CompileConfig() {}

  /** What a model was compiled with, in config notation; empty for one that was not. */
  public static Map<String, Object> write(Model model) {
    CompileOptions options = model.compileOptions();
    if (options == null) {
      return Map.of();
    }
    return Codecs.map(
        "optimizer", describe(options.optimizer()),
        "loss", describe(options.loss()),
        "loss_weights", describe(options.lossWeights()),
        "metrics", describe(options.metrics()),
        "weighted_metrics", describe(options.weightedMetrics()),
        "run_eagerly", options.runEagerly(),
        "steps_per_execution", options.stepsPerExecution(),
        "jit_compile", false);
  }

  private static Object describe(Object structure) {
    if (structure instanceof Configurable object) {
      return ObjectCodec.describe(object);
    }
    if (structure instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(describe(item)));
      return items;
    }
    if (structure instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, value) -> items.put((String) key, describe(value)));
      return items;
    }
    return structure;
  }

  /**
   * The options that a config describes. Losses and metrics are looked up when the model is
   * trained, as they may depend on its outputs; those that are objects, now.
   *
   * @throws org.keras4j.config.ConfigException when it is malformed or names unknown types
   */
  public static CompileOptions read(Map<String, ?> config, ReadContext context) {
    Object description = config.get("optimizer");
    Optimizer optimizer = description == null ? null : Optimizers.get(description, context);
    Object steps = config.get("steps_per_execution");
    return CompileOptions.withoutOptimizer()
        .withOptimizer(optimizer)
        .withLoss(objects(config.get("loss"), json -> Losses.get(json, context)))
        .withLossWeights(config.get("loss_weights"))
        .withMetrics(objects(config.get("metrics"), json -> Metrics.get(json, context)))
        .withWeightedMetrics(
            objects(config.get("weighted_metrics"), json -> Metrics.get(json, context)))
        .runEagerly(Boolean.TRUE.equals(config.get("run_eagerly")))
        .stepsPerExecution(steps instanceof Number number ? number.intValue() : 1)
        .context(context);
  }

  /** A structure in which every description of an object is replaced by that object. */
  private static Object objects(Object structure, Function<Object, Object> read) {
    if (structure instanceof Map<?, ?> map && map.get("class_name") instanceof String) {
      return read.apply(map);
    }
    if (structure instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(objects(item, read)));
      return items;
    }
    if (structure instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, value) -> items.put((String) key, objects(value, read)));
      return items;
    }
    return structure;
  }
}
