package org.keras4j.optimizers;

import java.util.List;
import java.util.function.Supplier;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Zeros;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

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
  private final String velocityName;

  MomentOptimizer(OptimizerType<?> type, Config config) {
    this(type, config, "velocity");
  }

  /** An optimizer whose second kind of slot has another name. */
  MomentOptimizer(OptimizerType<?> type, Config config, String velocityName) {
    super(type, config);
    this.velocityName = velocityName;
  }

  @Override
  protected void buildSlots(List<Variable> trainable) {
    for (Variable variable : trainable) {
      addSlot(momenta, variable, "momentum", firstMomentum(variable));
      addSlot(velocities, variable, velocityName, Zeros.of());
    }
  }

  /** Makes the first value of a variable's momentum: by default zeros. */
  Supplier<NDArray> firstMomentum(Variable variable) {
    return () -> NDArray.zeros(variable.dtype(), variable.shape());
  }

  /** {@code 1 - beta} as a scalar: some of Keras' optimizers round beta before they subtract it. */
  Tensor rest(double beta, DType dtype) {
    return Constant.scalar(dtype, 1 - beta);
  }

  final Slots momenta() {
    return momenta;
  }

  final Slots velocities() {
    return velocities;
  }

  /** The new mean of gradients. */
  final Tensor momentum(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = momenta.of(variable);
    return step.assign(
        slot, Moments.towards(step.read(slot), gradient, rest(get(BETA_1), variable.dtype())));
  }

  /** The new mean of squared gradients. */
  final Tensor velocity(UpdateStep step, Variable variable, Tensor gradient) {
    Variable slot = velocities.of(variable);
    return step.assign(
        slot,
        Moments.towards(
            step.read(slot), MathOps.square(gradient), rest(get(BETA_2), variable.dtype())));
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
