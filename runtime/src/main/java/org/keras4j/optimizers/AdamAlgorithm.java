package org.keras4j.optimizers;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.MathOps;

/** The algorithm of {@link Adam} and {@link AdamW}, which differ in their weight decay. */
abstract class AdamAlgorithm extends MomentOptimizer {
  /** Whether the divisor never falls again; default false. */
  public static final Arg<Boolean> AMSGRAD = Arg.bool("amsgrad", false);

  private Slots highestVelocities; // null without amsgrad

  AdamAlgorithm(OptimizerType<?> type, Config config) {
    super(type, config);
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
    Tensor learningRate = step.learningRate(variable.dtype());
    Tensor rate = Moments.correctedRate(step, learningRate, get(BETA_1), get(BETA_2));
    step.assignSub(variable, Moments.change(rate, m, v, get(EPSILON)));
  }

  /** Sets the arguments of such an optimizer. */
  abstract static class Builder<B extends Builder<B, O>, O extends BaseOptimizer>
      extends MomentOptimizer.Builder<B, O> {
    Builder(OptimizerType<O> type) {
      super(type);
    }

    /** What keeps divisors from zero; default 1e-7. */
    public final B epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }

    /** Whether the divisor never falls again; default false. */
    public final B amsgrad(boolean amsgrad) {
      return set(AMSGRAD, amsgrad);
    }
  }
}
