package org.keras4j.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.losses.ComputeDType;
import org.keras4j.losses.LossFunction;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.plan.EagerFunction;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A figure that is accumulated over batches: variables, an update of them by each batch, and a
 * result. Keras: {@code keras.metrics.Metric}.
 *
 * <p>Update and result are symbolic, so that they run inside the compiled training step. On arrays:
 *
 * <pre>{@code
 * Metric precision = Precision.of();
 * precision.updateState(yTrue, yPred);
 * double value = precision.resultValue();
 * precision.resetState();
 * }</pre>
 *
 * <p>A metric of your own is a lambda whose values are averaged, {@code Metric.ofFunction("name",
 * (yTrue, yPred) -> ...)}; or a subclass:
 *
 * <pre>{@code
 * public final class LargestError extends Metric {
 *   static final NamedType<LargestError> TYPE =
 *       Metric.custom("my_package>LargestError", LargestError::new);
 *   private final Variable largest = addVariable("largest", Shape.SCALAR);
 *
 *   private LargestError(Config config) {
 *     super(TYPE, config);
 *   }
 *
 *   @Override
 *   protected void updateState(
 *       VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
 *     Tensor error = ReduceOps.max(MathOps.abs(MathOps.subtract(yTrue, yPred)));
 *     scope.update(largest, MathOps.maximum(scope.read(largest), error));
 *   }
 *
 *   @Override
 *   public Tensor result(VariableScope scope) {
 *     return scope.read(largest);
 *   }
 * }
 * }</pre>
 */
public abstract class Metric implements Configurable {
  /** Of the state and the result; default float32. */
  public static final Arg<DType> DTYPE = Arg.optional("dtype", new ComputeDType(), null);

  private static final String MODULE = "keras.metrics";

  private final NamedType<?> type;
  private final Config config;
  private final List<Variable> variables = new ArrayList<>();
  private final EagerFunction eagerUpdate = new EagerFunction(this::traceUpdate);
  private final EagerFunction eagerResult =
      new EagerFunction((scope, inputs) -> List.of(result(scope)));
  private String assignedName; // null where the config has a name, or none is assigned yet
  private boolean built;

  protected Metric(NamedType<?> type, Config config) {
    this.type = Objects.requireNonNull(type, "type");
    this.config = Objects.requireNonNull(config, "config");
  }

  /** A type of Keras' own; {@code name} and {@link #DTYPE} are added to its arguments. */
  static <M extends Metric> NamedType<M> builtin(
      String className, String defaultName, Function<Config, M> factory, Arg<?>... args) {
    return type(MODULE, className, Arg.string("name", defaultName), factory, args);
  }

  /**
   * A user's type; {@code name} and {@link #DTYPE} are added to its arguments.
   *
   * @param registeredName {@code Package>Name}, as in Python's {@code register_keras_serializable}
   */
  public static <M extends Metric> NamedType<M> custom(
      String registeredName, Function<Config, M> factory, Arg<?>... args) {
    return type(null, registeredName, Arg.string("name", null), factory, args);
  }

  private static <M extends Metric> NamedType<M> type(
      String module,
      String className,
      Arg<String> name,
      Function<Config, M> factory,
      Arg<?>... args) {
    List<Arg<?>> all = new ArrayList<>(List.of(name, DTYPE));
    all.addAll(Arrays.asList(args));
    return new NamedType<>(Metric.class, module, className, name, factory, all, List.of());
  }

  /**
   * The mean of what a function of targets and predictions gives. Keras: a function passed as a
   * metric.
   *
   * @param name by which logs call it and files may name it, once its {@link #type()} is registered
   */
  public static Metric ofFunction(String name, LossFunction function) {
    return FunctionMetric.of(name, function);
  }

  @Override
  public final NamedType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  @Override
  public final Map<String, Object> configMap() {
    Map<String, Object> map = config.write();
    map.put(type.nameArg().key(), name());
    map.put(DTYPE.key(), dtype().kerasName());
    return map;
  }

  /** The value of an argument. */
  protected final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  /** The name by which logs call this metric. */
  public final String name() {
    return assignedName == null ? type.nameIn(config) : assignedName;
  }

  /** Whether a name was given, by the user, by the class or by a model. */
  public final boolean isNamed() {
    return assignedName != null || config.get(type.nameArg()) != null;
  }

  /** Gives an unnamed metric its name; models do this when they are compiled. */
  public final void assignName(String newName) {
    if (!isNamed()) {
      assignedName = newName;
    }
  }

  /** Of the state and the result. */
  public final DType dtype() {
    return get(DTYPE) == null ? defaultDType() : get(DTYPE);
  }

  /** What {@link #dtype()} is if it is not given. */
  protected DType defaultDType() {
    return DType.FLOAT32;
  }

  /** Whether more or less of it is better, for callbacks. */
  public Direction direction() {
    return Direction.UNKNOWN;
  }

  /** A new metric of this kind, without state, with another value of an argument. */
  public final <T> Metric with(Arg<T> arg, T value) {
    return (Metric) type.create(config.with(arg, value));
  }

  /** A new metric of this kind, without state, under another name. */
  public final Metric named(String name) {
    return with(type.nameArg(), name);
  }

  /** Adds a variable of {@link #dtype()}, at first zeros, at the end of {@link #variables()}. */
  protected final Variable addVariable(String name, Shape shape) {
    return addVariable(name, new TensorSpec(dtype(), shape));
  }

  /** Adds a variable, at first zeros, at the end of {@link #variables()}. */
  protected final Variable addVariable(String name, TensorSpec spec) {
    String path = name().replace('/', '>') + "/" + name;
    Variable variable =
        new Variable(name, path, spec, false, () -> NDArray.zeros(spec.dtype(), spec.shape()));
    variables.add(variable);
    return variable;
  }

  /**
   * Makes the variables whose shapes depend on the data; further calls do nothing.
   *
   * @throws org.keras4j.tensor.ShapeException when the metric has no meaning for such data
   */
  public final void build(TensorSpec yTrue, TensorSpec yPred) {
    if (!built) {
      buildVariables(yTrue, yPred);
      built = true;
    }
  }

  /** Adds the variables whose shapes depend on the data; by default none. */
  protected void buildVariables(TensorSpec yTrue, TensorSpec yPred) {}

  /** The state, in Keras' order; complete once the metric is built. */
  public final List<Variable> variables() {
    return Collections.unmodifiableList(variables);
  }

  /** As {@link #update(VariableScope, Tensor, Tensor, Tensor, Tensor)} without a mask. */
  public final void update(VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
    update(scope, yTrue, yPred, sampleWeight, null);
  }

  /**
   * Adds a batch.
   *
   * @param yTrue targets
   * @param yPred predictions
   * @param sampleWeight how much samples count, or null
   * @param mask the Keras mask of the predictions, or null
   */
  public final void update(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    build(yTrue.spec(), yPred.spec());
    updateState(scope, yTrue, yPred, sampleWeight, mask);
  }

  /** Adds a batch, as {@code update}; the variables exist. */
  protected abstract void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask);

  /** Adds to a variable. */
  protected static void add(VariableScope scope, Variable variable, Tensor value) {
    Tensor current = scope.read(variable);
    scope.update(variable, MathOps.add(current, DTypes.cast(value, variable.dtype())));
  }

  /** What the batches so far have come to. */
  public abstract Tensor result(VariableScope scope);

  /** Sets all variables to zeros. */
  public final void resetState() {
    for (Variable variable : variables) {
      variable.assign(NDArray.zeros(variable.dtype(), variable.shape()));
    }
  }

  private List<Tensor> traceUpdate(VariableScope scope, List<Tensor> inputs) {
    update(scope, inputs.get(0), inputs.get(1), inputs.size() > 2 ? inputs.get(2) : null);
    return List.of();
  }

  /**
   * Refuses targets that have no meaning here, as {@link org.keras4j.losses.Loss#checkTargets}. By
   * default all targets are taken.
   */
  public void checkTargets(NDArray yTrue, TensorSpec yPred) {}

  /** Adds a batch of arrays. */
  public final void updateState(NDArray yTrue, NDArray yPred) {
    checkTargets(yTrue, yPred.spec());
    eagerUpdate.run(List.of(yTrue, yPred));
  }

  /** Adds a batch of arrays, weighted. */
  public final void updateState(NDArray yTrue, NDArray yPred, NDArray sampleWeight) {
    checkTargets(yTrue, yPred.spec());
    eagerUpdate.run(List.of(yTrue, yPred, sampleWeight));
  }

  /** What the batches so far have come to. */
  public final NDArray result() {
    return eagerResult.run(List.of()).get(0);
  }

  /** What the batches so far have come to, for metrics of one number. */
  public final double resultValue() {
    return result().get();
  }

  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
