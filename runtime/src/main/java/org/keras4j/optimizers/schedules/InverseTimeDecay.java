package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/**
 * {@code initial / (1 + decay_rate * step / decay_steps)}. Keras: {@code
 * keras.optimizers.schedules.InverseTimeDecay}.
 */
public final class InverseTimeDecay extends DecaySchedule {
  /** After how many steps the divisor has grown by {@link #DECAY_RATE}. */
  public static final Arg<Double> DECAY_STEPS = steps("decay_steps");

  /** How much the divisor grows over {@link #DECAY_STEPS}. */
  public static final Arg<Double> DECAY_RATE = Arg.required("decay_rate", Codecs.FLOAT);

  /** Whether the rate falls only every {@link #DECAY_STEPS}; default false. */
  public static final Arg<Boolean> STAIRCASE = Arg.bool("staircase", false);

  private static final Arg<String> NAME = name("InverseTimeDecay");

  public static final ObjectType<InverseTimeDecay> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "InverseTimeDecay",
          InverseTimeDecay::new,
          INITIAL_LEARNING_RATE,
          DECAY_STEPS,
          DECAY_RATE,
          STAIRCASE,
          NAME);

  private InverseTimeDecay(Config config) {
    super(TYPE, config);
  }

  /** A smooth decay, its divisor growing by {@code decayRate} every {@code decaySteps} steps. */
  public static InverseTimeDecay of(
      double initialLearningRate, double decaySteps, double decayRate) {
    return of(initialLearningRate, decaySteps, decayRate, false);
  }

  /**
   * A decay whose divisor grows by {@code decayRate} every {@code decaySteps} steps, in jumps if
   * {@code staircase}.
   */
  public static InverseTimeDecay of(
      double initialLearningRate, double decaySteps, double decayRate, boolean staircase) {
    return new InverseTimeDecay(
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
    Tensor whole = get(STAIRCASE) ? MathOps.floor(periods) : periods;
    Tensor divisor = MathOps.add(MathOps.multiply(whole, get(DECAY_RATE)), 1.0);
    return MathOps.divide(get(INITIAL_LEARNING_RATE), divisor);
  }
}
