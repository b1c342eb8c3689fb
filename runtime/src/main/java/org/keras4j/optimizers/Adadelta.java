package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Steps as long as earlier ones were, by recent gradients. Keras: {@code
 * keras.optimizers.Adadelta}.
 */
public final class Adadelta extends BaseOptimizer {
  /** How much of the running means stays at each update; default 0.95. */
  public static final Arg<Double> RHO = Arg.number("rho", 0.95);

  /** What keeps divisors from zero; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  public static final OptimizerType<Adadelta> TYPE =
      OptimizerType.of("Adadelta", Adadelta::new, 0.001, RHO, EPSILON);

  private final Slots gradients = new Slots();
  private final Slots changes = new Slots();

  private Adadelta(Config config) {
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
    for (Variable variable : trainable) {
      addSlot(gradients, variable, "accumulated_grad", Zeros.of());
      addSlot(changes, variable, "accumulated_delta_var", Zeros.of());
    }
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    Tensor meanGradient = accumulate(step, gradients.of(variable), gradient);
    Tensor length = root(step.read(changes.of(variable)));
    Tensor change = MathOps.divide(MathOps.multiply(length, gradient), root(meanGradient));
    accumulate(step, changes.of(variable), change);
    step.assignSub(variable, MathOps.multiply(change, step.learningRate(variable.dtype())));
  }

  /** The new running mean of squares. */
  private Tensor accumulate(UpdateStep step, Variable slot, Tensor value) {
    Tensor kept = MathOps.multiply(step.read(slot), get(RHO));
    return step.assign(
        slot, MathOps.add(kept, MathOps.multiply(MathOps.square(value), 1 - get(RHO))));
  }

  private Tensor root(Tensor mean) {
    return MathOps.sqrt(MathOps.add(mean, get(EPSILON)));
  }

  /** Sets the arguments of an {@link Adadelta}. */
  public static final class Builder extends OptimizerBuilder<Builder, Adadelta> {
    private Builder() {
      super(TYPE);
    }

    public Builder rho(double rho) {
      return set(RHO, rho);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
