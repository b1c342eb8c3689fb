package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Steps of one length for all weights, by the sign of the momentum. Keras: {@code
 * keras.optimizers.Lion}.
 */
public final class Lion extends BaseOptimizer {
  /** How much of the momentum goes into the step; default 0.9. */
  public static final Arg<Double> BETA_1 =
      Arg.number("beta_1", 0.9)
          .that(
              b -> b > 0 && b <= 1,
              "a number in the [0, 1] range; else the optimizer degenerates to SignSGD");

  /** How much of the momentum stays at each update; default 0.99. */
  public static final Arg<Double> BETA_2 = Arg.number("beta_2", 0.99);

  public static final OptimizerType<Lion> TYPE =
      OptimizerType.of("Lion", Lion::new, 0.001, BETA_1, BETA_2);

  private Slots momenta;

  private Lion(Config config) {
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
    momenta = addSlots(trainable, "momentum");
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = momenta.of(variable);
    Tensor m = step.read(slot);
    Tensor direction = MathOps.sign(mixed(m, gradient, get(BETA_1)));
    step.assignSub(variable, MathOps.multiply(direction, step.learningRate(variable.dtype())));
    step.assign(slot, mixed(m, gradient, get(BETA_2)));
  }

  private static Tensor mixed(Tensor momentum, Tensor gradient, double beta) {
    return MathOps.add(
        MathOps.multiply(momentum, beta),
        MathOps.multiply(gradient, Moments.rounded(beta, momentum.dtype())));
  }

  /** Sets the arguments of a {@link Lion}. */
  public static final class Builder extends OptimizerBuilder<Builder, Lion> {
    private Builder() {
      super(TYPE);
    }

    public Builder beta1(double beta1) {
      return set(BETA_1, beta1);
    }

    public Builder beta2(double beta2) {
      return set(BETA_2, beta2);
    }
  }
}
