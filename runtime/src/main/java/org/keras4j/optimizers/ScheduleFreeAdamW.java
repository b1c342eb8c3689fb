package org.keras4j.optimizers;

import java.util.function.Supplier;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * Adam that needs no schedule: gradients are taken between the steps' end and the average of all
 * ends. Keras: {@code keras.optimizers.ScheduleFreeAdamW}.
 *
 * <p>While training, variables hold the points at which gradients are taken; the slot {@code
 * momentum} holds the steps' end.
 *
 * <p>The average is taken with the steps' end before the update, as Keras says and does on JAX; on
 * TensorFlow Keras 3.15.1 takes the end after it.
 */
public final class ScheduleFreeAdamW extends MomentOptimizer {
  /** What keeps divisors from zero; default 1e-8. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-8);

  /** Over how many updates the learning rate grows to its value; default 0. */
  public static final Arg<Integer> WARMUP_STEPS = Arg.integer("warmup_steps", 0);

  public static final OptimizerType<ScheduleFreeAdamW> TYPE =
      OptimizerType.of(
          "ScheduleFreeAdamW",
          ScheduleFreeAdamW::new,
          0.0025,
          BETA_1,
          BETA_2,
          EPSILON,
          WARMUP_STEPS);

  private ScheduleFreeAdamW(Config config) {
    super(TYPE, config);
  }

  /** A builder; the learning rate is 0.0025 by default. */
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

  /** The steps begin at the variable's first value. */
  @Override
  Supplier<NDArray> firstMomentum(Variable variable) {
    return variable::value;
  }

  @Override
  Tensor rest(double beta, DType dtype) {
    return Moments.rounded(beta, dtype);
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    DType dtype = variable.dtype();
    double beta = get(BETA_1);
    Tensor rest = rest(beta, dtype);
    Variable slot = momenta().of(variable);
    Tensor oldEnd = step.read(slot);
    Tensor v = velocity(step, variable, gradient);
    Tensor square = MathOps.divide(v, Moments.correction(step, get(BETA_2), dtype));
    Tensor change = Moments.change(rate(step, dtype), gradient, square, get(EPSILON));
    Tensor end = step.assign(slot, MathOps.subtract(oldEnd, change));
    Tensor weight = MathOps.divide(1.0, step.number(dtype));
    Tensor oldMean =
        MathOps.divide(MathOps.subtract(step.read(variable), MathOps.multiply(oldEnd, rest)), beta);
    Tensor mean =
        MathOps.add(
            MathOps.multiply(oldMean, MathOps.subtract(1.0, weight)),
            MathOps.multiply(end, weight));
    step.assign(variable, MathOps.add(MathOps.multiply(end, rest), MathOps.multiply(mean, beta)));
  }

  private Tensor rate(UpdateStep step, DType dtype) {
    Tensor rate = step.learningRate(dtype);
    int warmup = get(WARMUP_STEPS);
    if (warmup <= 0) {
      return rate;
    }
    Tensor share = MathOps.minimum(MathOps.divide(step.number(dtype), warmup), 1.0);
    return MathOps.multiply(rate, share);
  }

  /** Sets the arguments of a {@link ScheduleFreeAdamW}. */
  public static final class Builder extends MomentOptimizer.Builder<Builder, ScheduleFreeAdamW> {
    private Builder() {
      super(TYPE);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }

    public Builder warmupSteps(int warmupSteps) {
      return set(WARMUP_STEPS, warmupSteps);
    }
  }
}
