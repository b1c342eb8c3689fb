package org.keras4j.optimizers;

import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.Select;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;

/**
 * Adam whose steps are as long as the weights are: for large batches. Keras: {@code
 * keras.optimizers.Lamb}.
 */
public final class Lamb extends MomentOptimizer {

  public static final OptimizerType<Lamb> TYPE =
      OptimizerType.of("Lamb", Lamb::new, 0.001, BETA_1, BETA_2, EPSILON);

  private Lamb(Config config) {
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
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    DType dtype = variable.dtype();
    Tensor m = momentum(step, variable, gradient);
    Tensor v = velocity(step, variable, gradient);
    Tensor mean = MathOps.divide(m, Moments.correction(step, get(BETA_1), dtype));
    Tensor square = MathOps.divide(v, Moments.correction(step, get(BETA_2), dtype));
    Tensor direction = MathOps.divide(mean, MathOps.add(MathOps.sqrt(square), get(EPSILON)));
    Tensor rate =
        MathOps.multiply(
            trust(norm(step.read(variable)), norm(direction)), step.learningRate(dtype));
    step.assignSub(variable, MathOps.multiply(direction, rate));
  }

  private static Tensor norm(Tensor x) {
    return MathOps.sqrt(ReduceOps.sum(MathOps.square(x)));
  }

  /** The ratio of the norms; 1 where either is 0. */
  private static Tensor trust(Tensor weight, Tensor direction) {
    Tensor bothPositive =
        LogicOps.logicalAnd(LogicOps.greater(weight, 0), LogicOps.greater(direction, 0));
    Tensor one = CreationOps.onesLike(weight);
    return new Select().on(bothPositive, MathOps.divide(weight, direction), one);
  }

  /** Sets the arguments of a {@link Lamb}. */
  public static final class Builder extends MomentOptimizer.Builder<Builder, Lamb> {
    private Builder() {
      super(TYPE);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
