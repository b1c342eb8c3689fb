package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;
import org.keras4j.config.Text;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Changes variables by their gradients. Keras: {@code keras.optimizers.Optimizer}.
 *
 * <p>An optimizer owns variables: its iteration, its learning rate unless that is computed, and
 * slots such as momenta, which {@link #build} creates. {@link #apply} writes one step as ops over a
 * scope; nothing happens until a plan of that scope runs.
 *
 * <p>Optimizers of one's own extend {@link BaseOptimizer}.
 */
public abstract class Optimizer implements Configurable, OptimizerSource {
  /** Name, with which the paths of the variables begin; default the snake-case class name. */
  public static final Arg<String> NAME = Arg.string("name", null);

  private final ObjectType<?> type;
  private final Config config;
  private final String name;
  private final List<Variable> ownVariables = new ArrayList<>();
  private final Variable iteration;

  /** An optimizer whose only variable so far is its iteration. */
  protected Optimizer(ObjectType<?> type, Config config) {
    this.type = type;
    String given = config.get(NAME);
    this.name = given == null ? Text.snakeCase(type.className()) : given;
    this.config = config.with(NAME, name);
    this.iteration = addVariable("iteration", DType.INT64, Shape.SCALAR, Zeros.of());
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public Config config() {
    return config;
  }

  public final String name() {
    return name;
  }

  /** The value of one argument, as it was when the optimizer was made. */
  protected final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  /**
   * Creates the slots for the variables to train. A second call does nothing.
   *
   * @param trainable in the order in which the optimizer's own variables shall be
   */
  public abstract void build(List<Variable> trainable);

  /** All variables in Keras' order: iteration, learning rate, then slots. */
  public List<Variable> variables() {
    return List.copyOf(ownVariables);
  }

  /**
   * Writes one step: reads gradients, gives variables and slots new values. Builds the optimizer if
   * that has not happened yet. Keras: {@code apply}.
   *
   * @param trainable some of the variables that the optimizer was built for
   * @param gradients one a variable, null where there is none
   * @param constraints the constraint of a variable, or null for none
   * @throws org.keras4j.tensor.KerasException when a variable is unknown, or none has a gradient
   */
  public abstract void apply(
      VariableScope scope,
      List<Variable> trainable,
      List<Tensor> gradients,
      Function<Variable, Constraint> constraints);

  /** The loss that gradients are to be taken of. Keras: {@code scale_loss}. */
  public abstract Tensor scaleLoss(VariableScope scope, Tensor loss);

  /** The learning rate of the next step. */
  public abstract double learningRate();

  /**
   * Changes the learning rate.
   *
   * @throws org.keras4j.tensor.KerasException when it is a schedule or a function
   */
  public abstract void setLearningRate(double learningRate);

  /**
   * Lets a schedule compute the learning rate from the next step on. It counts from the number of
   * steps done so far, and is there to stay, as in Keras: a number cannot be set afterwards.
   *
   * @throws org.keras4j.tensor.KerasException when this optimizer has no learning rate of its own
   */
  public abstract void setLearningRate(LearningRateSchedule schedule);

  /** Changes whenever a step that was traced before would compute something else now. */
  public abstract int revision();

  /** Number of updates done; with accumulation of gradients, several steps are one update. */
  public abstract long iterations();

  /** Gives variables their final values at the end of training, such as moving averages. */
  public abstract void finalizeVariableValues();

  /** The moving average of each trained variable; empty where none are kept, or not yet. */
  public Map<Variable, Variable> movingAverages() {
    return Map.of();
  }

  @Override
  public final Optimizer optimizer() {
    return this;
  }

  /** The variable that counts calls of {@link #apply}. */
  final Variable iteration() {
    return iteration;
  }

  /** Counts one step. */
  final void increment(VariableScope scope) {
    Tensor count = scope.read(iteration);
    scope.update(iteration, MathOps.add(count, 1));
  }

  /** What an optimizer around this one does in its place; null for nothing. */
  abstract void setLossScaleFactor(Double factor);

  /** Creates a variable of the optimizer. Keras: {@code add_variable}. */
  protected final Variable addVariable(
      String variableName, DType dtype, Shape shape, Initializer initializer) {
    TensorSpec spec = new TensorSpec(dtype, shape);
    return addVariable(variableName, spec, () -> initializer.initialize(spec, 0));
  }

  /** Creates a variable of the optimizer whose first value is made when it is asked for. */
  protected final Variable addVariable(
      String variableName, TensorSpec spec, Supplier<NDArray> initial) {
    return track(new Variable(variableName, name + "/" + variableName, spec, false, initial));
  }

  /** Counts a variable among this optimizer's. */
  final Variable track(Variable variable) {
    ownVariables.add(variable);
    return variable;
  }

  /** Takes a variable out again. */
  final void untrack(Variable variable) {
    ownVariables.remove(variable);
  }

  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
