package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Select;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * {@code (initial - end) * (1 - step / decay_steps) ^ power + end}. Keras: {@code
 * keras.optimizers.schedules.PolynomialDecay}.
 */
public final class PolynomialDecay extends DecaySchedule {
  /** After how many steps the end is reached. */
  public static final Arg<Double> DECAY_STEPS = steps("decay_steps");

  /** The learning rate at the end; default 0.0001. */
  public static final Arg<Double> END_LEARNING_RATE = Arg.number("end_learning_rate", 0.0001);

  /** 1 (the default) for a straight line. */
  public static final Arg<Double> POWER = Arg.number("power", 1.0);

  /**
   * Whether the rate jumps up when the end is reached, and the end moves to the next multiple of
   * {@link #DECAY_STEPS}; default false.
   */
  public static final Arg<Boolean> CYCLE = Arg.bool("cycle", false);

  private static final Arg<String> NAME = name("PolynomialDecay");

  public static final ObjectType<PolynomialDecay> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "PolynomialDecay",
          PolynomialDecay::new,
          INITIAL_LEARNING_RATE,
          DECAY_STEPS,
          END_LEARNING_RATE,
          POWER,
          CYCLE,
          NAME);

  private PolynomialDecay(Config config) {
    super(TYPE, config);
  }

  /** A straight line from one rate to another. */
  public static PolynomialDecay of(
      double initialLearningRate, double decaySteps, double endLearningRate) {
    return of(initialLearningRate, decaySteps, endLearningRate, 1, false);
  }

  /** A polynomial from one rate to another. */
  public static PolynomialDecay of(
      double initialLearningRate,
      double decaySteps,
      double endLearningRate,
      double power,
      boolean cycle) {
    return new PolynomialDecay(
        Config.of(
            TYPE.args(),
            Map.of(
                INITIAL_LEARNING_RATE,
                initialLearningRate,
                DECAY_STEPS,
                decaySteps,
                END_LEARNING_RATE,
                endLearningRate,
                POWER,
                power,
                CYCLE,
                cycle)));
  }

  @Override
  Tensor rate(Tensor step) {
    double end = get(END_LEARNING_RATE);
    Tensor left = MathOps.power(MathOps.subtract(1.0, fraction(step)), get(POWER));
    return MathOps.add(MathOps.multiply(left, get(INITIAL_LEARNING_RATE) - end), end);
  }

  private Tensor fraction(Tensor step) {
    double decaySteps = get(DECAY_STEPS);
    if (!get(CYCLE)) {
      return MathOps.divide(MathOps.minimum(step, decaySteps), decaySteps);
    }
    Tensor multiples = MathOps.ceil(MathOps.divide(step, decaySteps));
    Tensor cycles = new Select().on(LogicOps.equal(step, 0), CreationOps.onesLike(step), multiples);
    return MathOps.divide(step, MathOps.multiply(cycles, decaySteps));
  }
}
