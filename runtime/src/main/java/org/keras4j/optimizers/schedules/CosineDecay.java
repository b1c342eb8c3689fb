package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Select;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.TrigOps;

/**
 * Half a cosine from the initial rate to a fraction of it, after a linear warmup if wanted. Keras:
 * {@code keras.optimizers.schedules.CosineDecay}.
 */
public final class CosineDecay extends DecaySchedule {
  /** How many steps the decay takes, after the warmup. */
  public static final Arg<Double> DECAY_STEPS = steps("decay_steps");

  /** The rate at the end as a fraction of that where the decay begins; default 0. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.0);

  private static final Arg<String> NAME = name("CosineDecay");

  /** The rate after the warmup; default none, for no warmup. */
  public static final Arg<Double> WARMUP_TARGET = Arg.number("warmup_target", null);

  /** How many steps the warmup takes; default 0. */
  public static final Arg<Double> WARMUP_STEPS = Arg.optional("warmup_steps", StepCount.CODEC, 0.0);

  public static final ObjectType<CosineDecay> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "CosineDecay",
          CosineDecay::new,
          INITIAL_LEARNING_RATE,
          DECAY_STEPS,
          ALPHA,
          NAME,
          WARMUP_TARGET,
          WARMUP_STEPS);

  private CosineDecay(Config config) {
    super(TYPE, config);
  }

  /** A decay to zero. */
  public static CosineDecay of(double initialLearningRate, double decaySteps) {
    return of(initialLearningRate, decaySteps, 0);
  }

  /** A decay to a fraction {@code alpha}. */
  public static CosineDecay of(double initialLearningRate, double decaySteps, double alpha) {
    return new CosineDecay(
        Config.of(
            TYPE.args(),
            Map.of(
                INITIAL_LEARNING_RATE,
                initialLearningRate,
                DECAY_STEPS,
                decaySteps,
                ALPHA,
                alpha)));
  }

  /** This decay, beginning at {@code target} after a linear warmup from the initial rate. */
  public CosineDecay afterWarmup(double target, double steps) {
    return new CosineDecay(config().with(WARMUP_TARGET, target).with(WARMUP_STEPS, steps));
  }

  @Override
  Tensor rate(Tensor step) {
    double decaySteps = get(DECAY_STEPS);
    Double target = get(WARMUP_TARGET);
    if (target == null) {
      return decayed(MathOps.minimum(step, decaySteps), get(INITIAL_LEARNING_RATE));
    }
    double warmupSteps = get(WARMUP_STEPS);
    Tensor bounded = MathOps.minimum(step, decaySteps + warmupSteps);
    Tensor afterwards = decayed(MathOps.subtract(bounded, warmupSteps), target);
    if (warmupSteps == 0) {
      return afterwards;
    }
    double initial = get(INITIAL_LEARNING_RATE);
    Tensor warmed = MathOps.multiply(MathOps.divide(bounded, warmupSteps), target - initial);
    return new Select()
        .on(LogicOps.less(bounded, warmupSteps), MathOps.add(warmed, initial), afterwards);
  }

  private Tensor decayed(Tensor step, double from) {
    double alpha = get(ALPHA);
    Tensor angle = MathOps.multiply(MathOps.divide(step, get(DECAY_STEPS)), Math.PI);
    Tensor cosine = MathOps.multiply(MathOps.add(TrigOps.cos(angle), 1.0), 0.5);
    return MathOps.multiply(MathOps.add(MathOps.multiply(cosine, 1 - alpha), alpha), from);
  }
}
