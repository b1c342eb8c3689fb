package org.keras4j.optimizers;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.optimizers.schedules.LearningRateSchedule;

/**
 * Sets arguments of an optimizer; {@link #build} checks them.
 *
 * @param <B> the builder itself
 * @param <O> what it builds
 */
public abstract class OptimizerBuilder<B extends OptimizerBuilder<B, O>, O extends BaseOptimizer>
    implements OptimizerSource {
  private final OptimizerType<O> type;
  private final Map<Arg<?>, Object> values = new IdentityHashMap<>();

  protected OptimizerBuilder(OptimizerType<O> type) {
    this.type = type;
  }

  /** Sets any argument of the optimizer by its constant. */
  @SuppressWarnings("unchecked")
  public final <T> B set(Arg<T> arg, T value) {
    values.put(arg, value);
    return (B) this;
  }

  /** Name of the optimizer, with which its variables' paths begin; default the snake-case class. */
  public final B name(String name) {
    return set(Optimizer.NAME, name);
  }

  /** A learning rate that can be changed by {@link Optimizer#setLearningRate}. */
  public final B learningRate(double value) {
    return set(type.learningRate(), new LearningRate.Fixed(value));
  }

  /** A learning rate that depends on the number of steps done. */
  public final B learningRate(LearningRateSchedule schedule) {
    return set(type.learningRate(), new LearningRate.Scheduled(schedule));
  }

  /**
   * A learning rate that a function gives as ops: it is called when a step is traced, and may read
   * variables.
   */
  public final B learningRate(Supplier<Tensor> function) {
    return set(type.learningRate(), new LearningRate.Computed(function));
  }

  /** What a weight loses at each step, as a fraction of itself times the learning rate. */
  public final B weightDecay(Double weightDecay) {
    return set(type.weightDecay(), weightDecay);
  }

  /** Greatest norm of each gradient. */
  public final B clipnorm(double clipnorm) {
    return set(BaseOptimizer.CLIPNORM, clipnorm);
  }

  /** Greatest absolute value of each element of a gradient. */
  public final B clipvalue(double clipvalue) {
    return set(BaseOptimizer.CLIPVALUE, clipvalue);
  }

  /** Greatest norm of all gradients together. */
  public final B globalClipnorm(double globalClipnorm) {
    return set(BaseOptimizer.GLOBAL_CLIPNORM, globalClipnorm);
  }

  /** Whether a moving average of each weight is kept; default false. */
  public final B useEma(boolean useEma) {
    return set(BaseOptimizer.USE_EMA, useEma);
  }

  /** How much of the old average stays at each step; default 0.99. */
  public final B emaMomentum(double emaMomentum) {
    return set(BaseOptimizer.EMA_MOMENTUM, emaMomentum);
  }

  /** After how many updates weights are replaced by their averages; by default only at the end. */
  public final B emaOverwriteFrequency(int steps) {
    return set(BaseOptimizer.EMA_OVERWRITE_FREQUENCY, steps);
  }

  /** What the loss is multiplied with, and gradients divided by. */
  public final B lossScaleFactor(double factor) {
    return set(BaseOptimizer.LOSS_SCALE_FACTOR, factor);
  }

  /** Over how many steps gradients are averaged for one update; at least 2. */
  public final B gradientAccumulationSteps(int steps) {
    return set(BaseOptimizer.GRADIENT_ACCUMULATION_STEPS, steps);
  }

  /**
   * The optimizer.
   *
   * @throws org.keras4j.config.ConfigException when an argument is not allowed
   */
  public final O build() {
    return type.create(Config.of(type.args(), values));
  }

  @Override
  public final Optimizer optimizer() {
    return build();
  }

  /** A builder without setters of its own. */
  public static final class Generic<O extends BaseOptimizer>
      extends OptimizerBuilder<Generic<O>, O> {
    Generic(OptimizerType<O> type) {
      super(type);
    }
  }
}
