package org.keras4j.optimizers;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * What Keras' algorithms share: learning rate, clipping, weight decay, accumulation of gradients,
 * moving averages. Keras: {@code keras.src.optimizers.base_optimizer.BaseOptimizer}.
 *
 * <p>An optimizer of one's own needs a type, slots and the update of one variable:
 *
 * <pre>{@code
 * public final class Momentum extends BaseOptimizer {
 *   static final OptimizerType<Momentum> TYPE =
 *       OptimizerType.custom("my_package>Momentum", Momentum::new, 0.01);
 *   private Slots momenta;
 *
 *   private Momentum(Config config) {
 *     super(TYPE, config);
 *   }
 *
 *   protected void buildSlots(List<Variable> trainable) {
 *     momenta = addSlots(trainable, "momentum");
 *   }
 *
 *   protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
 *     Variable slot = momenta.of(variable);
 *     Tensor m = step.assign(slot, MathOps.add(MathOps.multiply(step.read(slot), 0.9), gradient));
 *     step.assignSub(variable, MathOps.multiply(m, step.learningRate(variable.dtype())));
 *   }
 * }
 * }</pre>
 */
public abstract class BaseOptimizer extends Optimizer {
  /** Greatest norm of each gradient; default none. */
  public static final Arg<Double> CLIPNORM = Arg.number("clipnorm", null);

  /** Greatest norm of all gradients together; default none. */
  public static final Arg<Double> GLOBAL_CLIPNORM = Arg.number("global_clipnorm", null);

  /** Greatest absolute value of each element of a gradient; default none. */
  public static final Arg<Double> CLIPVALUE = Arg.number("clipvalue", null);

  /** Whether a moving average of each weight is kept; default false. */
  public static final Arg<Boolean> USE_EMA = Arg.bool("use_ema", false);

  /** How much of the old average stays at each step; default 0.99. */
  public static final Arg<Double> EMA_MOMENTUM =
      Arg.number("ema_momentum", 0.99).that(m -> m >= 0 && m <= 1, "a number in the range [0, 1]");

  /** After how many updates weights are replaced by their averages; default none. */
  public static final Arg<Integer> EMA_OVERWRITE_FREQUENCY =
      Arg.integer("ema_overwrite_frequency", null).that(n -> n >= 0, "an integer >= 1 or None");

  /** What the loss is multiplied with, and gradients divided by; default none. */
  public static final Arg<Double> LOSS_SCALE_FACTOR = Arg.number("loss_scale_factor", null);

  /** Over how many steps gradients are averaged for one update; default none. */
  public static final Arg<Integer> GRADIENT_ACCUMULATION_STEPS =
      Arg.integer("gradient_accumulation_steps", null)
          .that(n -> n == 0 || n >= 2, "an integer >= 2");

  static final List<Arg<?>> ARGS =
      List.of(
          CLIPNORM,
          GLOBAL_CLIPNORM,
          CLIPVALUE,
          USE_EMA,
          EMA_MOMENTUM,
          EMA_OVERWRITE_FREQUENCY,
          LOSS_SCALE_FACTOR,
          GRADIENT_ACCUMULATION_STEPS);

  private static final System.Logger LOG = System.getLogger(BaseOptimizer.class.getName());

  private final OptimizerType<?> optimizerType;
  private LearningRate rate;
  private Variable learningRate; // null when it is computed
  private int revision;
  private final GradientClipping clipping;
  private final Integer accumulationSteps; // null when every step is an update
  private Double lossScaleFactor;
  private WeightDecay decay = WeightDecay.ALL;
  private List<Variable> trained; // null until built
  private final Map<Variable, Integer> positions = new IdentityHashMap<>();
  private MovingAverages averages; // null without use_ema
  private Slots accumulators; // null without accumulation

  /** An optimizer with the arguments of {@code config}. */
  protected BaseOptimizer(OptimizerType<?> type, Config config) {
    super(type, config);
    this.optimizerType = type;
    this.clipping = GradientClipping.of(config);
    this.accumulationSteps = noneIfZero(config.get(GRADIENT_ACCUMULATION_STEPS));
    this.lossScaleFactor = config.get(LOSS_SCALE_FACTOR);
    this.rate = config.get(type.learningRate());
    this.learningRate =
        rate instanceof LearningRate.Fixed fixed
            ? addVariable("learning_rate", DType.FLOAT32, Shape.SCALAR, Constant.of(fixed.value()))
            : null;
  }

  private static Integer noneIfZero(Integer steps) {
    return steps == null || steps == 0 ? null : steps;
  }

  // ---- what an algorithm defines

  /** Creates the slots, with {@link #addSlots}. By default there are none. */
  protected void buildSlots(List<Variable> trainable) {}

  /** Writes what an update does once, before its variables. */
  protected void beginStep(UpdateStep step) {}

  /**
   * Writes the update of one variable.
   *
   * @param gradient in the variable's dtype
   */
  protected abstract void updateStep(UpdateStep step, Variable variable, Tensor gradient);

  /** What a variable loses at each update, as a fraction of itself times the learning rate. */
  protected Double weightDecay(Variable variable) {
    return get(optimizerType.weightDecay());
  }

  // ---- variables

  /** A slot of each variable's type and shape, of zeros. Keras: {@code add_optimizer_variables}. */
  protected final Slots addSlots(List<Variable> trainable, String slotName) {
    return addSlots(trainable, slotName, Zeros.of());
  }

  /** A slot of each variable's type and shape. */
  protected final Slots addSlots(List<Variable> trainable, String slotName, Initializer initial) {
    Slots slots = new Slots();
    trainable.forEach(variable -> addSlot(slots, variable, slotName, initial));
    return slots;
  }

  /** A slot of a variable's type and shape. Keras: {@code add_variable_from_reference}. */
  protected final void addSlot(
      Slots slots, Variable variable, String slotName, Initializer initial) {
    addSlot(slots, variable, slotName, () -> initial.initialize(variable.spec(), 0));
  }

  /** A slot of a variable's type and shape whose first value is made when it is asked for. */
  protected final void addSlot(
      Slots slots, Variable variable, String slotName, Supplier<NDArray> initial) {
    String fullName = variable.path().replace('/', '_') + "_" + slotName;
    slots.put(variable, addVariable(fullName, variable.spec(), initial));
  }

  @Override
  public final synchronized void build(List<Variable> trainable) {
    if (trained != null) {
      return;
    }
    if (get(USE_EMA)) {
      averages =
          new MovingAverages(
              List.copyOf(trainable),
              addSlots(trainable, "average"),
              get(EMA_MOMENTUM),
              noneIfZero(get(EMA_OVERWRITE_FREQUENCY)));
    }
    if (accumulationSteps != null) {
      accumulators = addSlots(trainable, "gradient_accumulator");
    }
    trainable.forEach(variable -> positions.put(variable, positions.size()));
    buildSlots(trainable);
    trained = List.copyOf(trainable);
  }

  /**
   * Excludes variables from weight decay. Call it before {@link #build}. Keras: {@code
   * exclude_from_weight_decay}.
   *
   * @param variables variables to exclude
   * @param names regular expressions: variables with a name in which one is found are excluded, as
   *     {@code "bias"} excludes every bias
   */
  public final void excludeFromWeightDecay(
      Collection<Variable> variables, Collection<String> names) {
    if (trained != null) {
      throw new KerasException(
          "`exclude_from_weight_decay()` can only be configured before the optimizer is built.");
    }
    decay = new WeightDecay(variables, names);
  }

  // ---- one step

  @Override
  public final void apply(
      VariableScope scope,
      List<Variable> trainable,
      List<Tensor> gradients,
      Function<Variable, Constraint> constraints) {
    if (gradients.isEmpty()) {
      return;
    }
    build(trainable);
    GivenGradients given = GivenGradients.of(trainable, gradients, positions.keySet());
    given.warn(LOG);
    List<Tensor> unscaled =
        lossScaleFactor == null
            ? given.gradients()
            : given.gradients().stream().map(g -> MathOps.divide(g, lossScaleFactor)).toList();
    if (accumulationSteps == null) {
      update(scope, given.variables(), unscaled);
    } else {
      new GradientAccumulation(accumulators, accumulationSteps)
          .apply(
              scope,
              scope.read(iteration()),
              given.variables(),
              unscaled,
              (inner, means) -> update(inner, given.variables(), means));
    }
    if (averages != null) {
      averages.update(scope, updatesDone(scope));
    }
    for (Variable variable : given.variables()) {
      Constraint constraint = constraints.apply(variable);
      if (constraint != null) {
        scope.update(variable, constraint.apply(scope.read(variable)));
      }
    }
    increment(scope);
  }

  private void update(VariableScope scope, List<Variable> variables, List<Tensor> gradients) {
    UpdateStep step = new UpdateStep(scope, currentRate(scope), updatesDone(scope));
    List<Tensor> clipped = clipping.apply(gradients);
    for (Variable variable : variables) {
      Double fraction = weightDecay(variable);
      if (fraction != null && decay.appliesTo(variable)) {
        WeightDecay.apply(step, variable, fraction);
      }
    }
    beginStep(step);
    for (int i = 0; i < variables.size(); i++) {
      Variable variable = variables.get(i);
      updateStep(step, variable, UpdateStep.cast(clipped.get(i), variable.dtype()));
    }
  }

  private Tensor updatesDone(VariableScope scope) {
    Tensor steps = scope.read(iteration());
    return accumulationSteps == null ? steps : MathOps.floorDivide(steps, accumulationSteps);
  }

  /** A schedule counts every step, also those that only accumulate. */
  private Tensor currentRate(VariableScope scope) {
    if (rate instanceof LearningRate.Scheduled scheduled) {
      return scheduled.schedule().call(scope.read(iteration()));
    }
    return rate instanceof LearningRate.Computed computed
        ? computed.function().get()
        : scope.read(learningRate);
  }

  @Override
  public final Tensor scaleLoss(VariableScope scope, Tensor loss) {
    return lossScaleFactor == null ? loss : MathOps.multiply(loss, lossScaleFactor);
  }

  // ---- values

  /** The arguments, with the learning rate as it is now. */
  @Override
  public final Config config() {
    Config now = super.config().with(LOSS_SCALE_FACTOR, lossScaleFactor);
    return now.with(
        optimizerType.learningRate(),
        learningRate == null ? rate : new LearningRate.Fixed(learningRate()));
  }

  @Override
  public final double learningRate() {
    NDArray value =
        learningRate != null
            ? learningRate.value()
            : ReferenceInterpreter.standard().evaluate(currentRate(ReadVariables.INSTANCE));
    return value.getDouble(0);
  }

  @Override
  public final void setLearningRate(double value) {
    if (learningRate == null) {
      throw new KerasException(
          "This optimizer was created with a `LearningRateSchedule` object or a function as its"
              + " `learning_rate` constructor argument, hence its learning rate is not settable. If"
              + " you need the learning rate to be settable, you should instantiate the optimizer"
              + " with a float `learning_rate` argument.");
    }
    learningRate.assign(NDArray.scalar(DType.FLOAT32, value));
  }

  @Override
  public final void setLearningRate(LearningRateSchedule schedule) {
    rate = new LearningRate.Scheduled(schedule);
    if (learningRate != null) {
      untrack(learningRate);
      learningRate = null;
    }
    revision++;
  }

  @Override
  public final int revision() {
    return revision;
  }

  @Override
  public final long iterations() {
    long steps = iteration().value().getLong(0);
    return accumulationSteps == null ? steps : steps / accumulationSteps;
  }

  @Override
  public final Map<Variable, Variable> movingAverages() {
    return averages == null ? Map.of() : averages.byVariable();
  }

  @Override
  public final void finalizeVariableValues() {
    if (averages != null) {
      averages.assignToVariables();
    }
  }

  @Override
  final void setLossScaleFactor(Double factor) {
    lossScaleFactor = factor;
  }
}
