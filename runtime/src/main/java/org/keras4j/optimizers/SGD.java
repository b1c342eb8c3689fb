package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Gradient descent, with momentum if wanted. Keras: {@code keras.optimizers.SGD}.
 *
 * <pre>{@code
 * SGD.learningRate(0.01).momentum(0.9).nesterov(true).build()
 * }</pre>
 */
public final class SGD extends BaseOptimizer {
  /** How much of the last step goes into the next; from 0 (the default) to 1. */
  public static final Arg<Double> MOMENTUM =
      Arg.number("momentum", 0.0).that(m -> m >= 0 && m <= 1, "a float between [0, 1]");

  /** Whether the momentum looks a step ahead; default false. */
  public static final Arg<Boolean> NESTEROV = Arg.bool("nesterov", false);

  public static final OptimizerType<SGD> TYPE =
      OptimizerType.of("SGD", SGD::new, 0.01, MOMENTUM, NESTEROV);

  private Slots momenta; // null without momentum

  private SGD(Config config) {
    super(TYPE, config);
  }

  /** A builder; the learning rate is 0.01 by default. */
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
    momenta = get(MOMENTUM) == 0 ? null : addSlots(trainable, "momentum");
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor descent = MathOps.multiply(gradient, step.learningRate(variable.dtype()));
    if (momenta == null) {
      step.assignSub(variable, descent);
      return;
    }
    Variable slot = momenta.of(variable);
    Tensor m = step.assign(slot, momentum(step.read(slot), descent));
    Tensor change = get(NESTEROV) ? momentum(m, descent) : m;
    step.assign(variable, MathOps.add(step.read(variable), change));
  }

  private Tensor momentum(Tensor m, Tensor descent) {
    return MathOps.subtract(MathOps.multiply(m, get(MOMENTUM)), descent);
  }

  /** Sets the arguments of an {@link SGD}. */
  public static final class Builder extends OptimizerBuilder<Builder, SGD> {
    private Builder() {
      super(TYPE);
    }

    public Builder momentum(double momentum) {
      return set(MOMENTUM, momentum);
    }

    public Builder nesterov(boolean nesterov) {
      return set(NESTEROV, nesterov);
    }
  }
}
