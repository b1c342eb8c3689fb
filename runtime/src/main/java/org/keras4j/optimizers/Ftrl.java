package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * "Follow the regularized leader": for sparse weights of shallow models. Keras: {@code
 * keras.optimizers.Ftrl}.
 */
public final class Ftrl extends BaseOptimizer {
  /** By which power of the sum of squared gradients steps shrink; at most 0, default -0.5. */
  public static final Arg<Double> LEARNING_RATE_POWER =
      Arg.number("learning_rate_power", -0.5)
          .that(v -> v <= 0, "a number that is negative or zero");

  /** Where the sum of squared gradients begins; default 0.1. */
  public static final Arg<Double> INITIAL_ACCUMULATOR_VALUE =
      Arg.number("initial_accumulator_value", 0.1)
          .that(v -> v >= 0, "a number that is positive or zero");

  /** How strongly absolute values are kept small; default 0. */
  public static final Arg<Double> L1_REGULARIZATION_STRENGTH =
      Arg.number("l1_regularization_strength", 0.0)
          .that(v -> v >= 0, "a number that is positive or zero");

  /** How strongly squares are kept small; default 0. */
  public static final Arg<Double> L2_REGULARIZATION_STRENGTH =
      Arg.number("l2_regularization_strength", 0.0)
          .that(v -> v >= 0, "a number that is positive or zero");

  /** How strongly gradients draw weights to zero; default 0. */
  public static final Arg<Double> L2_SHRINKAGE_REGULARIZATION_STRENGTH =
      Arg.number("l2_shrinkage_regularization_strength", 0.0)
          .that(v -> v >= 0, "a number that is positive or zero");

  /** What is added to the root of the sum, as in the paper; default 0. */
  public static final Arg<Double> BETA = Arg.number("beta", 0.0);

  public static final OptimizerType<Ftrl> TYPE =
      OptimizerType.of(
          "Ftrl",
          Ftrl::new,
          0.001,
          LEARNING_RATE_POWER,
          INITIAL_ACCUMULATOR_VALUE,
          L1_REGULARIZATION_STRENGTH,
          L2_REGULARIZATION_STRENGTH,
          L2_SHRINKAGE_REGULARIZATION_STRENGTH,
          BETA);

  private final Slots accumulators = new Slots();
  private final Slots linears = new Slots();

  private Ftrl(Config config) {
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
    for (Variable variable : trainable) {
      addSlot(accumulators, variable, "accumulator", initial);
      addSlot(linears, variable, "linear", Zeros.of());
    }
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor rate = step.learningRate(variable.dtype());
    Tensor value = step.read(variable);
    Variable accumulator = accumulators.of(variable);
    Tensor oldSum = step.read(accumulator);
    Tensor newSum = step.assign(accumulator, MathOps.add(oldSum, MathOps.square(gradient)));
    Tensor newPower = power(newSum);
    Tensor growth = MathOps.divide(MathOps.subtract(newPower, power(oldSum)), rate);
    Tensor pull = MathOps.subtract(shrunk(gradient, value), MathOps.multiply(growth, value));
    Variable slot = linears.of(variable);
    Tensor linear = step.assign(slot, MathOps.add(step.read(slot), pull));
    double l1 = get(L1_REGULARIZATION_STRENGTH);
    Tensor beyond = MathOps.subtract(MathOps.clip(linear, -l1, l1), linear);
    Tensor quadratic = MathOps.add(MathOps.divide(newPower, rate), squareTerm(rate));
    step.assign(variable, MathOps.divide(beyond, quadratic));
  }

  private Tensor power(Tensor sum) {
    double exponent = -get(LEARNING_RATE_POWER);
    return exponent == 0.5 ? MathOps.sqrt(sum) : MathOps.power(sum, exponent);
  }

  private Tensor shrunk(Tensor gradient, Tensor value) {
    double shrinkage = get(L2_SHRINKAGE_REGULARIZATION_STRENGTH);
    return shrinkage == 0
        ? gradient
        : MathOps.add(gradient, MathOps.multiply(value, 2 * shrinkage));
  }

  /** {@code 2 l2 + beta / rate}. */
  private Tensor squareTerm(Tensor rate) {
    Tensor ofBeta = MathOps.divide(get(BETA), MathOps.multiply(rate, 2.0));
    return MathOps.multiply(MathOps.add(ofBeta, get(L2_REGULARIZATION_STRENGTH)), 2.0);
  }

  /** Sets the arguments of an {@link Ftrl}. */
  public static final class Builder extends OptimizerBuilder<Builder, Ftrl> {
    private Builder() {
      super(TYPE);
    }

    public Builder learningRatePower(double learningRatePower) {
      return set(LEARNING_RATE_POWER, learningRatePower);
    }

    public Builder initialAccumulatorValue(double initialAccumulatorValue) {
      return set(INITIAL_ACCUMULATOR_VALUE, initialAccumulatorValue);
    }

    public Builder l1RegularizationStrength(double l1RegularizationStrength) {
      return set(L1_REGULARIZATION_STRENGTH, l1RegularizationStrength);
    }

    public Builder l2RegularizationStrength(double l2RegularizationStrength) {
      return set(L2_REGULARIZATION_STRENGTH, l2RegularizationStrength);
    }

    public Builder l2ShrinkageRegularizationStrength(double l2ShrinkageRegularizationStrength) {
      return set(L2_SHRINKAGE_REGULARIZATION_STRENGTH, l2ShrinkageRegularizationStrength);
    }

    public Builder beta(double beta) {
      return set(BETA, beta);
    }
  }
}
