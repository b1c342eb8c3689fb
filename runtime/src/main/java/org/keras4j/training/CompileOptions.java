package org.keras4j.training;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.keras4j.config.ReadContext;
import org.keras4j.losses.Loss;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.OptimizerSource;
import org.keras4j.optimizers.Optimizers;

/**
 * How a model is trained: an immutable value. Keras: the arguments of {@code Model.compile}.
 *
 * <pre>{@code
 * model.compile(
 *     CompileOptions.optimizer(Adam.learningRate(1e-3))
 *         .loss("sparse_categorical_crossentropy")
 *         .metrics("accuracy"));
 * }</pre>
 */
public final class CompileOptions {
  private Optimizer optimizer;
  private Object loss;
  private Object lossWeights;
  private Object metrics;
  private Object weightedMetrics;
  private boolean runEagerly;
  private boolean checkNumerics;
  private int stepsPerExecution = 1;
  private boolean autoScaleLoss = true;
  private ReadContext context = ReadContext.standard();

  private CompileOptions(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /** These options with one change: objects are changed only before anybody else sees them. */
  private CompileOptions with(Consumer<CompileOptions> change) {
    CompileOptions copy = new CompileOptions(optimizer);
    copy.loss = loss;
    copy.lossWeights = lossWeights;
    copy.metrics = metrics;
    copy.weightedMetrics = weightedMetrics;
    copy.runEagerly = runEagerly;
    copy.checkNumerics = checkNumerics;
    copy.stepsPerExecution = stepsPerExecution;
    copy.autoScaleLoss = autoScaleLoss;
    copy.context = context;
    change.accept(copy);
    return copy;
  }

  /** Options with an optimizer, such as {@code Adam.learningRate(1e-3)}. */
  public static CompileOptions optimizer(OptimizerSource optimizer) {
    return new CompileOptions(optimizer.optimizer());
  }

  /** Options with an optimizer of default arguments, such as {@code "adam"}. */
  public static CompileOptions optimizer(String name) {
    return new CompileOptions(Optimizers.get(name));
  }

  /** Options without an optimizer: for evaluation only. */
  public static CompileOptions withoutOptimizer() {
    return new CompileOptions(null);
  }

  // ---- what is set

  /** One loss, for every output. */
  public CompileOptions loss(Loss value) {
    return withLoss(value);
  }

  /** One loss, for every output, by name, such as {@code "mse"}. */
  public CompileOptions loss(String name) {
    return withLoss(name);
  }

  /** A loss, or its name, for each output, in order; null for an output without. */
  public CompileOptions losses(List<?> losses) {
    return withLoss(losses);
  }

  /** Losses, or their names, by output name. */
  public CompileOptions losses(Map<String, ?> losses) {
    return withLoss(losses);
  }

  /** Losses in any of these forms, or in the nested structure of the model's outputs. */
  public CompileOptions withLoss(Object value) {
    return with(copy -> copy.loss = value);
  }

  /** The factor of each loss, in order; default 1. */
  public CompileOptions lossWeights(double... weights) {
    return withLossWeights(Arrays.stream(weights).boxed().toList());
  }

  /** Factors of losses, by output name. */
  public CompileOptions lossWeights(Map<String, Double> weights) {
    return withLossWeights(weights);
  }

  /** Factors in the structure of the losses. */
  public CompileOptions withLossWeights(Object weights) {
    return with(copy -> copy.lossWeights = weights);
  }

  /** Metrics or their names; for several outputs, a list of such for each of them. */
  public CompileOptions metrics(Object... values) {
    return withMetrics(Arrays.asList(values));
  }

  /** Metrics, or lists of such, by output name. */
  public CompileOptions metrics(Map<String, ?> byOutput) {
    return withMetrics(byOutput);
  }

  /** Metrics in any of these forms, or in the nested structure of the model's outputs. */
  public CompileOptions withMetrics(Object values) {
    return with(copy -> copy.metrics = values);
  }

  /** Metrics that sample weights and class weights apply to, as {@link #metrics(Object...)}. */
  public CompileOptions weightedMetrics(Object... values) {
    return withWeightedMetrics(Arrays.asList(values));
  }

  /** Weighted metrics, or lists of such, by output name. */
  public CompileOptions weightedMetrics(Map<String, ?> byOutput) {
    return withWeightedMetrics(byOutput);
  }

  /** Weighted metrics in any of their forms. */
  public CompileOptions withWeightedMetrics(Object values) {
    return with(copy -> copy.weightedMetrics = values);
  }

  /** Whether steps are interpreted node by node instead of compiled: slow, for debugging. */
  public CompileOptions runEagerly(boolean value) {
    return with(copy -> copy.runEagerly = value);
  }

  /**
   * Whether each step is searched for NaN and infinity: slow, for debugging. A step that has some
   * throws {@link NonFiniteException}, which names the first layer or gradient, and changes
   * nothing.
   */
  public CompileOptions checkNumerics(boolean value) {
    return with(copy -> copy.checkNumerics = value);
  }

  /** Steps between two calls of callbacks; default 1. */
  public CompileOptions stepsPerExecution(int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "stepsPerExecution must be at least 1. Received: " + value);
    }
    return with(copy -> copy.stepsPerExecution = value);
  }

  /** Whether the optimizer of a mixed_float16 model scales the loss; default true. */
  public CompileOptions autoScaleLoss(boolean value) {
    return with(copy -> copy.autoScaleLoss = value);
  }

  /** What names of losses and metrics may mean, besides Keras' own. */
  public CompileOptions context(ReadContext value) {
    return with(copy -> copy.context = Objects.requireNonNull(value, "context"));
  }

  /** Another optimizer, or null for none. */
  public CompileOptions withOptimizer(Optimizer value) {
    return with(copy -> copy.optimizer = value);
  }

  // ---- what was set

  /** Null for a model that is only evaluated. */
  public Optimizer optimizer() {
    return optimizer;
  }

  /** A {@link Loss} or its name, or a list or map of such; null where only layers add losses. */
  public Object loss() {
    return loss;
  }

  /** A number, or a list or map of such; null for 1. */
  public Object lossWeights() {
    return lossWeights;
  }

  /** Null for none. */
  public Object metrics() {
    return metrics;
  }

  /** Null for none. */
  public Object weightedMetrics() {
    return weightedMetrics;
  }

  public boolean runEagerly() {
    return runEagerly;
  }

  public boolean checkNumerics() {
    return checkNumerics;
  }

  public int stepsPerExecution() {
    return stepsPerExecution;
  }

  public boolean autoScaleLoss() {
    return autoScaleLoss;
  }

  public ReadContext context() {
    return context;
  }
}
