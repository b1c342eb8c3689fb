package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Steps that get the shorter the more a weight has been moved. Keras: {@code
 * keras.optimizers.Adagrad}.
 */
public final class Adagrad extends BaseOptimizer {
  /** Where the sum of squared gradients begins; default 0.1. */
  public static final Arg<Double> INITIAL_ACCUMULATOR_VALUE =
      Arg.number("initial_accumulator_value", 0.1);

  /** What keeps divisors from zero; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  public static final OptimizerType<Adagrad> TYPE =
      OptimizerType.of("Adagrad", Adagrad::new, 0.001, INITIAL_ACCUMULATOR_VALUE, EPSILON);

  private Slots accumulators;

  private Adagrad(Config config) {
    super(TYPE, config);
  }

  /** A builder; the learning rate is 0.001 by default. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with a learning rate. */
  public static Builder learningRate(double learningRate) {
    return builder().learningRate(learningRate);
  }

  /** A builder with a learning rate that changes. */
  public static Builder learningRate(LearningRateSchedule schedule) {
    return builder().learningRate(schedule);
  }

  @Override
  protected void buildSlots(List<Variable> trainable) {
    Constant initial = Constant.of(get(INITIAL_ACCUMULATOR_VALUE));
    accumulators = addSlots(trainable, "accumulator", initial);
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = accumulators.of(variable);
    Tensor sum = step.assign(slot, MathOps.add(step.read(slot), MathOps.square(gradient)));
    Tensor divisor = MathOps.sqrt(MathOps.add(sum, get(EPSILON)));
    Tensor descent = MathOps.multiply(gradient, step.learningRate(variable.dtype()));
    step.assignSub(variable, MathOps.divide(descent, divisor));
  }

  /** Sets the arguments of an {@link Adagrad}. */
  public static final class Builder extends OptimizerBuilder<Builder, Adagrad> {
    private Builder() {
      super(TYPE);
    }

    public Builder initialAccumulatorValue(double initialAccumulatorValue) {
      return set(INITIAL_ACCUMULATOR_VALUE, initialAccumulatorValue);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
