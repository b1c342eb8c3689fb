package org.keras4j.optimizers;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;

/**
 * Adam with the greatest gradient in place of the root of the mean square. Keras: {@code
 * keras.optimizers.Adamax}.
 */
public final class Adamax extends MomentOptimizer {

  public static final OptimizerType<Adamax> TYPE =
      OptimizerType.of("Adamax", Adamax::new, 0.001, BETA_1, BETA_2, EPSILON);

  private Adamax(Config config) {
    super(TYPE, config, "norm");
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
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    DType dtype = variable.dtype();
    Tensor m = momentum(step, variable, gradient);
    Variable slot = velocities().of(variable);
    Tensor decayed = MathOps.multiply(step.read(slot), get(BETA_2));
    Tensor norm = step.assign(slot, MathOps.maximum(decayed, MathOps.abs(gradient)));
    Tensor share = Moments.correction(step, get(BETA_1), dtype);
    Tensor divisor = MathOps.multiply(MathOps.add(norm, get(EPSILON)), share);
    Tensor change = MathOps.divide(MathOps.multiply(m, step.learningRate(dtype)), divisor);
    step.assignSub(variable, change);
  }

  /** Sets the arguments of an {@link Adamax}. */
  public static final class Builder extends MomentOptimizer.Builder<Builder, Adamax> {
    private Builder() {
      super(TYPE);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
