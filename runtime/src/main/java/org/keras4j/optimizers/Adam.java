package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Steps by the mean of gradients over the root of the mean of their squares. Keras: {@code
 * keras.optimizers.Adam}.
 *
 * <pre>{@code
 * Adam.learningRate(1e-3).beta2(0.98).build()
 * }</pre>
 */
public class Adam extends MomentOptimizer {
  /** Whether the divisor never falls again; default false. */
  public static final Arg<Boolean> AMSGRAD = Arg.bool("amsgrad", false);

  public static final OptimizerType<Adam> TYPE =
      OptimizerType.of("Adam", Adam::new, 0.001, BETA_1, BETA_2, EPSILON, AMSGRAD);

  private Slots highestVelocities; // null without amsgrad

  private Adam(Config config) {
    this(TYPE, config);
  }

  Adam(OptimizerType<?> type, Config config) {
    super(type, config);
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
    super.buildSlots(trainable);
    highestVelocities = get(AMSGRAD) ? addSlots(trainable, "velocity_hat") : null;
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor m = momentum(step, variable, gradient);
    Tensor v = velocity(step, variable, gradient);
    if (highestVelocities != null) {
      Variable slot = highestVelocities.of(variable);
      v = step.assign(slot, MathOps.maximum(step.read(slot), v));
    }
    Tensor rate = correctedRate(step, step.learningRate(variable.dtype()));
    Tensor divisor = MathOps.add(MathOps.sqrt(v), get(EPSILON));
    step.assignSub(variable, MathOps.divide(MathOps.multiply(m, rate), divisor));
  }

  /** Sets the arguments of an {@link Adam}. */
  public static final class Builder extends MomentOptimizer.Builder<Builder, Adam> {
    private Builder() {
      super(TYPE);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }

    public Builder amsgrad(boolean amsgrad) {
      return set(AMSGRAD, amsgrad);
    }
  }
}
