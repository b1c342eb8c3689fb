package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Gradients over the root of the mean of their squares. Keras: {@code keras.optimizers.RMSprop}.
 */
public final class RMSprop extends BaseOptimizer {
  /** How much of the running means stays at each update; default 0.9. */
  public static final Arg<Double> RHO = Arg.number("rho", 0.9);

  /** How much of the last step goes into the next; default 0. */
  public static final Arg<Double> MOMENTUM = Arg.number("momentum", 0.0);

  /** What keeps divisors from zero; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  /** Whether the divisor is the deviation from the mean gradient; default false. */
  public static final Arg<Boolean> CENTERED = Arg.bool("centered", false);

  public static final OptimizerType<RMSprop> TYPE =
      OptimizerType.of("RMSprop", RMSprop::new, 0.001, RHO, MOMENTUM, EPSILON, CENTERED);

  private Slots velocities;
  private Slots momenta; // null without momentum
  private Slots means; // null unless centered

  private RMSprop(Config config) {
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
    velocities = addSlots(trainable, "velocity");
    momenta = get(MOMENTUM) > 0 ? addSlots(trainable, "momentum") : null;
    means = get(CENTERED) ? addSlots(trainable, "average_gradient") : null;
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor square = accumulate(step, velocities.of(variable), MathOps.square(gradient));
    if (means != null) {
      Tensor mean = accumulate(step, means.of(variable), gradient);
      square = MathOps.subtract(square, MathOps.square(mean));
    }
    Tensor divisor = MathOps.sqrt(MathOps.add(square, get(EPSILON)));
    Tensor descent = MathOps.multiply(gradient, step.learningRate(variable.dtype()));
    Tensor change = MathOps.divide(descent, divisor);
    if (momenta != null) {
      Variable slot = momenta.of(variable);
      Tensor last = MathOps.multiply(step.read(slot), get(MOMENTUM));
      change = step.assign(slot, MathOps.add(last, change));
    }
    step.assignSub(variable, change);
  }

  /** The new running mean. */
  private Tensor accumulate(UpdateStep step, Variable slot, Tensor value) {
    Tensor kept = MathOps.multiply(step.read(slot), get(RHO));
    return step.assign(slot, MathOps.add(kept, MathOps.multiply(value, 1 - get(RHO))));
  }

  /** Sets the arguments of an {@link RMSprop}. */
  public static final class Builder extends OptimizerBuilder<Builder, RMSprop> {
    private Builder() {
      super(TYPE);
    }

    public Builder rho(double rho) {
      return set(RHO, rho);
    }

    public Builder momentum(double momentum) {
      return set(MOMENTUM, momentum);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }

    public Builder centered(boolean centered) {
      return set(CENTERED, centered);
    }
  }
}
