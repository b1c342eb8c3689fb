package org.keras4j.optimizers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Zeros;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Select;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Scales the loss so that gradients in float16 do not vanish, and another optimizer's step by what
 * is left of them. Keras: {@code keras.optimizers.LossScaleOptimizer}.
 *
 * <p>A step with a gradient that is not finite is left out, and the scale halved; after a number of
 * steps without one the scale is doubled.
 */
public final class LossScaleOptimizer extends Optimizer {
  /** The optimizer that takes the steps. */
  public static final Arg<Optimizer> INNER_OPTIMIZER =
      Arg.required("inner_optimizer", new ObjectCodec<>(Optimizer.class));

  /** The scale at first; default 32768. */
  public static final Arg<Double> INITIAL_SCALE = Arg.number("initial_scale", 0x1p15);

  /** After how many steps without overflow the scale is doubled; default 2000. */
  public static final Arg<Integer> DYNAMIC_GROWTH_STEPS = Arg.integer("dynamic_growth_steps", 2000);

  public static final ObjectType<LossScaleOptimizer> TYPE =
      new ObjectType<>(
          Optimizer.class,
          "keras.optimizers",
          "LossScaleOptimizer",
          LossScaleOptimizer::new,
          args(),
          List.of("lossscaleoptimizer"));

  private final Optimizer inner;
  private Variable stepCounter; // null until built
  private Variable dynamicScale;

  private LossScaleOptimizer(Config config) {
    super(TYPE, config);
    addVariable("learning_rate", DType.FLOAT32, Shape.SCALAR, Zeros.of());
    inner = get(INNER_OPTIMIZER);
    inner.setLossScaleFactor(null);
  }

  /** Scaling from 32768 on for another optimizer's steps. */
  public static LossScaleOptimizer of(OptimizerSource inner) {
    return of(inner, INITIAL_SCALE.defaultValue(), DYNAMIC_GROWTH_STEPS.defaultValue());
  }

  /** Scaling for another optimizer's steps. */
  public static LossScaleOptimizer of(
      OptimizerSource inner, double initialScale, int dynamicGrowthSteps) {
    return new LossScaleOptimizer(
        Config.of(
            TYPE.args(),
            Map.of(
                INNER_OPTIMIZER,
                inner.optimizer(),
                INITIAL_SCALE,
                initialScale,
                DYNAMIC_GROWTH_STEPS,
                dynamicGrowthSteps)));
  }

  /** Older versions of Keras wrote the arguments of all optimizers, which mean nothing here. */
  private static List<Arg<?>> args() {
    List<Arg<?>> args =
        new ArrayList<>(List.of(NAME, INNER_OPTIMIZER, INITIAL_SCALE, DYNAMIC_GROWTH_STEPS));
    Stream.concat(
            BaseOptimizer.ARGS.stream(),
            Stream.of(Arg.number("weight_decay", null), Arg.bool("dynamic", true)))
        .forEach(arg -> args.add(unused(arg)));
    return args;
  }

  private static <T> Arg<T> unused(Arg<T> arg) {
    T only = arg.defaultValue();
    return arg.that(
            value -> value.equals(only),
            "its default: set `" + arg.key() + "` on the `inner_optimizer`")
        .unwritten();
  }

  /** The optimizer that takes the steps. */
  public Optimizer inner() {
    return inner;
  }

  @Override
  public synchronized void build(List<Variable> trainable) {
    if (stepCounter == null) {
      stepCounter = addVariable("step_counter", DType.INT64, Shape.SCALAR, Zeros.of());
      dynamicScale =
          addVariable(
              "dynamic_scale", DType.FLOAT32, Shape.SCALAR, Constant.of(get(INITIAL_SCALE)));
      inner.build(trainable);
    }
  }

  @Override
  public List<Variable> variables() {
    return Stream.concat(super.variables().stream(), inner.variables().stream()).toList();
  }

  @Override
  public void apply(
      VariableScope scope,
      List<Variable> trainable,
      List<Tensor> gradients,
      Function<Variable, Constraint> constraints) {
    if (gradients.isEmpty()) {
      return;
    }
    build(trainable);
    Tensor finite = allFinite(gradients);
    Tensor scale = scope.read(dynamicScale);
    List<Tensor> unscaled = new ArrayList<>();
    for (Tensor gradient : gradients) {
      unscaled.add(gradient == null ? null : MathOps.divide(gradient, scale));
    }
    ConditionalScope step = new ConditionalScope(scope, finite);
    inner.apply(step, trainable, unscaled, constraints);
    step.commit();
    adjustScale(scope, finite);
  }

  private static Tensor allFinite(List<Tensor> gradients) {
    Tensor all = org.keras4j.graph.Constant.scalar(DType.BOOL, 1);
    for (Tensor gradient : gradients) {
      if (gradient != null) {
        all = BinaryOp.LOGICAL_AND.on(all, ReduceOps.all(LogicOps.isfinite(gradient)));
      }
    }
    return all;
  }

  private void adjustScale(VariableScope scope, Tensor finite) {
    Tensor counter = scope.read(stepCounter);
    Tensor scale = scope.read(dynamicScale);
    Tensor zero = CreationOps.zerosLike(counter);
    Tensor grows = LogicOps.equal(counter, get(DYNAMIC_GROWTH_STEPS) - 1);
    Tensor counted = new Select().on(grows, zero, MathOps.add(counter, 1));
    Tensor grown = new Select().on(grows, MathOps.multiply(scale, 2.0), scale);
    scope.update(stepCounter, new Select().on(finite, counted, zero));
    scope.update(dynamicScale, new Select().on(finite, grown, MathOps.multiply(scale, 0.5)));
  }

  @Override
  public Tensor scaleLoss(VariableScope scope, Tensor loss) {
    return dynamicScale == null
        ? MathOps.multiply(loss, get(INITIAL_SCALE))
        : MathOps.multiply(loss, scope.read(dynamicScale));
  }

  @Override
  public double learningRate() {
    return inner.learningRate();
  }

  @Override
  public void setLearningRate(double learningRate) {
    inner.setLearningRate(learningRate);
  }

  @Override
  public void setLearningRate(LearningRateSchedule schedule) {
    inner.setLearningRate(schedule);
  }

  @Override
  public int revision() {
    return inner.revision();
  }

  @Override
  public long iterations() {
    return inner.iterations();
  }

  @Override
  public Map<Variable, Variable> movingAverages() {
    return inner.movingAverages();
  }

  @Override
  public void finalizeVariableValues() {
    inner.finalizeVariableValues();
  }

  /** Nothing: the scale is this optimizer's own. */
  @Override
  void setLossScaleFactor(Double factor) {}
}
