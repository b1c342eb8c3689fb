package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;

/** What optimizers of Adam's kind share: running means of gradients and of their squares. */
abstract class MomentOptimizer extends BaseOptimizer {
  /** How much of the mean of gradients stays at each update; default 0.9. */
  public static final Arg<Double> BETA_1 = Arg.number("beta_1", 0.9);

  /** How much of the mean of squared gradients stays at each update; default 0.999. */
  public static final Arg<Double> BETA_2 = Arg.number("beta_2", 0.999);

  /** What keeps divisors from zero; default 1e-7. */
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-7);

  private final Slots momenta = new Slots();
  private final Slots velocities = new Slots();

  MomentOptimizer(OptimizerType<?> type, Config config) {
    super(type, config);
  }

  @Override
  protected void buildSlots(List<Variable> trainable) {
    for (Variable variable : trainable) {
      addSlot(momenta, variable, "momentum", Zeros.of());
      addSlot(velocities, variable, "velocity", Zeros.of());
    }
  }

  final Slots momenta() {
    return momenta;
  }

  /** The new mean of gradients. */
  final Tensor momentum(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = momenta.of(variable);
    return step.assign(slot, towards(step.read(slot), gradient, 1 - get(BETA_1)));
  }

  /** The new mean of squared gradients. */
  final Tensor velocity(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = velocities.of(variable);
    return step.assign(slot, towards(step.read(slot), MathOps.square(gradient), 1 - get(BETA_2)));
  }

  private static Tensor towards(Tensor mean, Tensor value, double fraction) {
    return MathOps.add(mean, MathOps.multiply(MathOps.subtract(value, mean), fraction));
  }

  /** {@code 1 - beta^number}: the share that the mean has seen of what it would see in the end. */
  static Tensor correction(UpdateStep step, double beta, DType dtype) {
    return MathOps.subtract(1.0, MathOps.power(beta, step.number(dtype)));
  }

  /** The factor of {@code momentum / (sqrt(velocity) + epsilon)}, corrected for both means. */
  final Tensor correctedRate(UpdateStep step, Tensor learningRate) {
    DType dtype = learningRate.dtype();
    Tensor root = MathOps.sqrt(correction(step, get(BETA_2), dtype));
    return MathOps.divide(
        MathOps.multiply(learningRate, root), correction(step, get(BETA_1), dtype));
  }

  /** Sets the arguments of such an optimizer. */
  abstract static class Builder<B extends Builder<B, O>, O extends BaseOptimizer>
      extends OptimizerBuilder<B, O> {
    Builder(OptimizerType<O> type) {
      super(type);
    }

    /** How much of the mean of gradients stays at each update; default 0.9. */
    public final B beta1(double beta1) {
      return set(BETA_1, beta1);
    }

    /** How much of the mean of squared gradients stays at each update; default 0.999. */
    public final B beta2(double beta2) {
      return set(BETA_2, beta2);
    }
  }
}
