package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/**
 * {@code initial * decay_rate ^ (step / decay_steps)}. Keras: {@code
 * keras.optimizers.schedules.ExponentialDecay}.
 */
public final class ExponentialDecay extends DecaySchedule {
  /** After how many steps the rate has decayed by {@link #DECAY_RATE}. */
  public static final Arg<Double> DECAY_STEPS = steps("decay_steps");

  /** The factor over {@link #DECAY_STEPS}. */
  public static final Arg<Double> DECAY_RATE = Arg.required("decay_rate", Codecs.FLOAT);

  /** Whether the rate falls only every {@link #DECAY_STEPS}; default false. */
  public static final Arg<Boolean> STAIRCASE = Arg.bool("staircase", false);

  private static final Arg<String> NAME = name("ExponentialDecay");

  public static final ObjectType<ExponentialDecay> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "ExponentialDecay",
          ExponentialDecay::new,
          INITIAL_LEARNING_RATE,
          DECAY_STEPS,
          DECAY_RATE,
          STAIRCASE,
          NAME);

  private ExponentialDecay(Config config) {
    super(TYPE, config);
  }

  /** A smooth decay by {@code decayRate} every {@code decaySteps} steps. */
  public static ExponentialDecay of(
      double initialLearningRate, double decaySteps, double decayRate) {
    return of(initialLearningRate, decaySteps, decayRate, false);
  }

  /** A decay by {@code decayRate} every {@code decaySteps} steps, in jumps if {@code staircase}. */
  public static ExponentialDecay of(
      double initialLearningRate, double decaySteps, double decayRate, boolean staircase) {
    return new ExponentialDecay(
        Config.of(
            TYPE.args(),
            Map.of(
                INITIAL_LEARNING_RATE,
                initialLearningRate,
                DECAY_STEPS,
                decaySteps,
                DECAY_RATE,
                decayRate,
                STAIRCASE,
                staircase)));
  }

  @Override
  Tensor rate(Tensor step) {
    Tensor periods = MathOps.divide(step, get(DECAY_STEPS));
    Tensor exponent = get(STAIRCASE) ? MathOps.floor(periods) : periods;
    return MathOps.multiply(MathOps.power(get(DECAY_RATE), exponent), get(INITIAL_LEARNING_RATE));
  }
}
