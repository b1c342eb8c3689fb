package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;
import org.keras4j.optimizers.schedules.LearningRateSchedule;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Adam with Nesterov's momentum. Keras: {@code keras.optimizers.Nadam}. */
public final class Nadam extends MomentOptimizer {
  /** By which power of the update's number the momentum grows. */
  private static final double SCHEDULE = 0.96;

  public static final OptimizerType<Nadam> TYPE =
      OptimizerType.of("Nadam", Nadam::new, 0.001, BETA_1, BETA_2, EPSILON);

  private Variable product; // of the momenta of all updates so far

  private Nadam(Config config) {
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
    super.buildSlots(trainable);
    DType dtype = trainable.isEmpty() ? DType.FLOAT32 : trainable.get(0).dtype();
    TensorSpec spec = new TensorSpec(dtype, Shape.SCALAR);
    product =
        track(new Variable("variable", "variable", spec, false, () -> NDArray.scalar(dtype, 1)));
  }

  @Override
  protected void beginStep(UpdateStep step) {
    Tensor factor = schedule(step.number(product.dtype()));
    step.assign(product, MathOps.multiply(step.read(product), factor));
  }

  /** The momentum of an update: it grows from about half of beta_1 to beta_1. */
  private Tensor schedule(Tensor number) {
    Tensor power = MathOps.power(SCHEDULE, number);
    return MathOps.multiply(MathOps.subtract(1.0, MathOps.multiply(power, 0.5)), get(BETA_1));
  }

  @Override
  Tensor rest(double beta, DType dtype) {
    return Moments.rounded(beta, dtype);
  }

  @Override
  protected void updateStep(UpdateStep step, Variable variable, Tensor gradient) {
    DType dtype = variable.dtype();
    Tensor now = schedule(step.number(dtype));
    Tensor next = schedule(MathOps.add(step.number(dtype), 1));
    Tensor productNow = UpdateStep.cast(step.read(product), dtype);
    Tensor productNext = MathOps.multiply(productNow, next);
    Tensor m = momentum(step, variable, gradient);
    Tensor v = velocity(step, variable, gradient);
    Tensor ofMomentum = MathOps.divide(next, MathOps.subtract(1.0, productNext));
    Tensor ofGradient =
        MathOps.divide(MathOps.subtract(1.0, now), MathOps.subtract(1.0, productNow));
    Tensor mean =
        MathOps.add(MathOps.multiply(m, ofMomentum), MathOps.multiply(gradient, ofGradient));
    Tensor square = MathOps.divide(v, Moments.correction(step, get(BETA_2), dtype));
    Tensor change = Moments.change(step.learningRate(dtype), mean, square, get(EPSILON));
    step.assignSub(variable, change);
  }

  /** Sets the arguments of a {@link Nadam}. */
  public static final class Builder extends MomentOptimizer.Builder<Builder, Nadam> {
    private Builder() {
      super(TYPE);
    }

    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
