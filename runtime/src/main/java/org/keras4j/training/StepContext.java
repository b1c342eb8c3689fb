package org.keras4j.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.autodiff.Gradients;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * What a step may do: call layers on the batch, take losses and gradients, update variables. All of
 * it is symbolic; the whole step becomes one plan. Keras: what {@code train_step} does with a
 * gradient tape.
 *
 * <pre>{@code
 * protected Map<String, Tensor> trainStep(StepContext ctx) {
 *   Tensor fake = (Tensor) ctx.call(generator, ctx.x());
 *   Tensor loss = ...;
 *   ctx.minimize(loss, generator.trainableWeights(), generatorOptimizer);
 *   return Map.of("loss", loss);
 * }
 * }</pre>
 */
public final class StepContext implements VariableScope {
  private final Trace trace;
  private final CompiledModel compiled;
  private final Object x;
  private final Object y;
  private final Object sampleWeight;
  private final Map<Variable, Tensor> gradients = new LinkedHashMap<>();
  private final List<TargetCheck> targetChecks = new ArrayList<>();
  private Tensor loss; // null while none was tracked

  /** Targets that a loss or a metric looks at before each step. */
  record TargetCheck(TargetRule rule, Tensor target, TensorSpec predictions) {}

  /** What a loss or a metric refuses. */
  @FunctionalInterface
  interface TargetRule {
    void check(NDArray yTrue, TensorSpec yPred);
  }

  StepContext(Trace trace, CompiledModel compiled, Object x, Object y, Object sampleWeight) {
    this.trace = trace;
    this.compiled = compiled;
    this.x = x;
    this.y = y;
    this.sampleWeight = sampleWeight;
  }

  // ---- the batch

  /** The inputs: a tensor, or a list or map of tensors. */
  public Object x() {
    return x;
  }

  /** The targets, in their structure; null where there are none. */
  public Object y() {
    return y;
  }

  /** The sample weights, in their structure; null where there are none. */
  public Object sampleWeight() {
    return sampleWeight;
  }

  /** Number of samples. */
  public int batchSize() {
    Tensor first = Structures.first(x);
    if (first == null || first.rank() == 0) {
      throw new ShapeException("Inputs must have a batch axis. Received: " + x);
    }
    return first.dim(0);
  }

  /** Whether this is a training step, not an evaluation. */
  public boolean training() {
    return trace.isTraining();
  }

  // ---- calls

  /** The output of the model itself. */
  public Object call(Object inputs) {
    return call(compiled.model(), inputs);
  }

  /** The output of any layer or model, with dropout and batch statistics as in this step. */
  public Object call(Layer layer, Object inputs) {
    return trace.call(layer, CallArguments.of(inputs));
  }

  /** The output of any layer or model, with further arguments such as {@code training}. */
  public Object call(Layer layer, CallArguments arguments) {
    return trace.call(layer, arguments);
  }

  /** The Keras mask that goes with a tensor; null for none. */
  public Tensor mask(Tensor tensor) {
    return trace.mask(tensor);
  }

  @Override
  public Tensor read(Variable variable) {
    return trace.read(variable);
  }

  @Override
  public void update(Variable variable, Tensor value) {
    trace.update(variable, value);
  }

  // ---- losses

  /**
   * Losses that layers added while they were called, and the penalties on the weights of the model.
   * Keras: {@code model.losses}.
   */
  public List<Tensor> addedLosses() {
    List<Tensor> losses = new ArrayList<>(trace.losses());
    losses.addAll(compiled.weightRules().penalties(this, compiled.trainableWeights()));
    return losses;
  }

  /** The compiled losses of predictions and the added ones, in one. Keras: {@code compute_loss}. */
  public Tensor compiledLoss(Object yPred) {
    return compiled.loss(this, yPred);
  }

  /** Adds a loss to the mean that logs show as {@code loss}. */
  public void trackLoss(Tensor value) {
    loss = value;
    compiled.trackLoss(this, value);
  }

  /** The loss that was tracked; null for none. */
  Tensor loss() {
    return loss;
  }

  /** Adds the batch to the compiled metrics and gives all results. Keras: compute_metrics. */
  public Map<String, Tensor> compiledMetrics(Object yPred) {
    return compiled.metrics(this, yPred);
  }

  // ---- gradients

  /** One training step of the model by its compiled optimizer. */
  public void minimize(Tensor value) {
    compiled.minimize(this, value);
  }

  /** One step of some variables by any optimizer. */
  public void minimize(Tensor value, List<Variable> variables, Optimizer optimizer) {
    optimizer.build(variables);
    apply(optimizer, gradients(optimizer.scaleLoss(this, value), variables));
  }

  /** Gradients of a scalar; null for a variable that it does not depend on. */
  public Map<Variable, Tensor> gradients(Tensor value, Collection<Variable> variables) {
    List<Tensor> values = variables.stream().map(trace::read).toList();
    List<Tensor> found = Gradients.of(value, values, Gradients.Unconnected.NONE);
    Map<Variable, Tensor> byVariable = new LinkedHashMap<>();
    int next = 0;
    for (Variable variable : variables) {
      byVariable.put(variable, found.get(next++));
    }
    gradients.putAll(byVariable);
    return byVariable;
  }

  /** Lets an optimizer change variables by their gradients, then applies their constraints. */
  public void apply(Optimizer optimizer, Map<Variable, Tensor> byVariable) {
    List<Variable> variables = List.copyOf(byVariable.keySet());
    List<Tensor> values = new ArrayList<>();
    variables.forEach(variable -> values.add(byVariable.get(variable)));
    optimizer.apply(this, variables, values, compiled.weightRules()::constraint);
  }

  /** Lets a loss or a metric refuse targets of a batch that have no meaning for it. */
  void checkTargets(TargetRule rule, Tensor target, Tensor predictions) {
    targetChecks.add(new TargetCheck(rule, target, predictions.spec()));
  }

  List<TargetCheck> targetChecks() {
    return targetChecks;
  }

  /** All gradients that were taken in this step, for reports. */
  Map<Variable, Tensor> gradients() {
    return gradients;
  }

  Trace trace() {
    return trace;
  }
}
