package org.keras4j.training;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.metrics.Mean;
import org.keras4j.metrics.Metric;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.LossScaleOptimizer;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.tensor.DType;

/** A model with what {@code compile} gave it: optimizer, losses, metrics. */
final class CompiledModel {
  private static final Logger LOG = System.getLogger("org.keras4j.training");

  private final Layer model;
  private final CompileOptions options;
  private final Supplier<List<Metric>> ownMetrics;
  private final CompiledLoss loss;
  private final CompiledMetrics metrics;
  private final Mean lossTracker = Mean.of("loss");
  private WeightRules weightRules;
  private List<Variable> trainable;

  /**
   * A compiled model.
   *
   * @param ownMetrics metrics that the model itself updates
   */
  CompiledModel(
      Layer model,
      CompileOptions options,
      Supplier<List<String>> outputNames,
      Supplier<List<Metric>> ownMetrics) {
    this.model = model;
    this.options = scaled(model, options);
    this.ownMetrics = ownMetrics;
    this.loss =
        options.loss() == null
            ? null
            : new CompiledLoss(
                options.loss(), options.lossWeights(), outputNames, options.context());
    this.metrics =
        new CompiledMetrics(
            options.metrics(), options.weightedMetrics(), outputNames, options.context());
  }

  /** As in Keras, a mixed_float16 model gets an optimizer that scales the loss. */
  private static CompileOptions scaled(Layer model, CompileOptions options) {
    boolean isScaled =
        options.autoScaleLoss()
            && model.dtypePolicy().name().equals("mixed_float16")
            && options.optimizer() != null
            && !(options.optimizer() instanceof LossScaleOptimizer);
    return isScaled ? options.withOptimizer(LossScaleOptimizer.of(options.optimizer())) : options;
  }

  Layer model() {
    return model;
  }

  CompileOptions options() {
    return options;
  }

  Optimizer optimizer() {
    return options.optimizer();
  }

  /** Fixes which weights are trained, once the model is built. */
  private void settle() {
    if (weightRules == null) {
      weightRules = WeightRules.of(model);
      trainable = model.trainableWeights();
    }
  }

  /** Regularizers and constraints; asked for once the model was called. */
  WeightRules weightRules() {
    settle();
    return weightRules;
  }

  /** The weights that training changes: as they were when the first step was traced. */
  List<Variable> trainableWeights() {
    settle();
    return trainable;
  }

  /** The sum of the compiled losses and of those that layers and weights add. */
  Tensor loss(StepContext ctx, Object yPred) {
    List<Tensor> losses = new ArrayList<>();
    if (loss != null) {
      Tensor compiled = loss.call(ctx, ctx.y(), yPred, ctx.sampleWeight());
      if (compiled != null) {
        losses.add(compiled);
      }
    }
    for (Tensor added : ctx.addedLosses()) {
      losses.add(ReduceOps.sum(DTypes.cast(added, DType.FLOAT32)));
    }
    if (losses.isEmpty()) {
      throw new TrainingException("No loss to compute. Provide a `loss` argument in `compile()`.");
    }
    Tensor total = losses.get(0);
    for (Tensor other : losses.subList(1, losses.size())) {
      total = MathOps.add(total, other);
    }
    return total;
  }

  void trackLoss(StepContext ctx, Tensor value) {
    lossTracker.updateValues(
        ctx, DTypes.cast(value, DType.FLOAT32), Constant.scalar(DType.FLOAT32, ctx.batchSize()));
  }

  void minimize(StepContext ctx, Tensor value) {
    if (optimizer() == null) {
      throw new TrainingException(
          "The model was compiled without an optimizer: it can be evaluated, not trained. Pass an"
              + " optimizer to compile()");
    }
    if (trainableWeights().isEmpty()) {
      LOG.log(Logger.Level.WARNING, "The model does not have any trainable weights.");
      return;
    }
    ctx.minimize(value, trainableWeights(), optimizer());
  }

  /** Adds the batch to the metrics; the results of all, as logs show them. */
  Map<String, Tensor> metrics(StepContext ctx, Object yPred) {
    metrics.update(ctx, ctx.y(), yPred, ctx.sampleWeight());
    Map<String, Tensor> results = new LinkedHashMap<>();
    results.put(lossTracker.name(), lossTracker.result(ctx));
    results.putAll(metrics.results(ctx));
    if (loss != null) {
      loss.trackers().forEach(tracker -> results.put(tracker.name(), tracker.result(ctx)));
    }
    ownMetrics.get().forEach(metric -> results.put(metric.name(), metric.result(ctx)));
    return results;
  }

  /** All metrics. Keras: {@code model.metrics}. */
  List<Metric> allMetrics() {
    List<Metric> all = new ArrayList<>(List.of(lossTracker));
    all.addAll(metrics.metrics());
    if (loss != null) {
      all.addAll(loss.trackers());
    }
    all.addAll(ownMetrics.get());
    return all;
  }

  void resetMetrics() {
    allMetrics().forEach(Metric::resetState);
  }
}
