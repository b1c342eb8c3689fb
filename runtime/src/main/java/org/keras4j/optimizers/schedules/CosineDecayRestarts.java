package org.keras4j.optimizers.schedules;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.TrigOps;

/**
 * Half a cosine again and again, each longer and lower than the last if wanted. Keras: {@code
 * keras.optimizers.schedules.CosineDecayRestarts}.
 */
public final class CosineDecayRestarts extends DecaySchedule {
  /** How many steps the first decay takes. */
  public static final Arg<Double> FIRST_DECAY_STEPS = steps("first_decay_steps");

  /** How many times as long each decay is as the one before; default 2. */
  public static final Arg<Double> T_MUL = Arg.number("t_mul", 2.0);

  /** How many times as high each decay begins as the one before; default 1. */
  public static final Arg<Double> M_MUL = Arg.number("m_mul", 1.0);

  /** The lowest rate as a fraction of the initial one; default 0. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.0);

  private static final Arg<String> NAME = name("SGDRDecay");

  public static final ObjectType<CosineDecayRestarts> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "CosineDecayRestarts",
          CosineDecayRestarts::new,
          INITIAL_LEARNING_RATE,
          FIRST_DECAY_STEPS,
          T_MUL,
          M_MUL,
          ALPHA,
          NAME);

  private CosineDecayRestarts(Config config) {
    super(TYPE, config);
  }

  /** Decays to zero, each twice as long as the one before. */
  public static CosineDecayRestarts of(double initialLearningRate, double firstDecaySteps) {
    return of(initialLearningRate, firstDecaySteps, 2, 1, 0);
  }

  /** Decays to a fraction {@code alpha}, with the factors of their lengths and heights. */
  public static CosineDecayRestarts of(
      double initialLearningRate, double firstDecaySteps, double tMul, double mMul, double alpha) {
    return new CosineDecayRestarts(
        Config.of(
            TYPE.args(),
            Map.of(
                INITIAL_LEARNING_RATE,
                initialLearningRate,
                FIRST_DECAY_STEPS,
                firstDecaySteps,
                T_MUL,
                tMul,
                M_MUL,
                mMul,
                ALPHA,
                alpha)));
  }

  @Override
  Tensor rate(Tensor step) {
    double alpha = get(ALPHA);
    Tensor lengths = MathOps.divide(step, get(FIRST_DECAY_STEPS));
    Tensor restarts = restarts(lengths);
    Tensor fraction = fraction(lengths, restarts);
    Tensor height = MathOps.multiply(MathOps.power(get(M_MUL), restarts), 0.5);
    Tensor wave = MathOps.add(TrigOps.cos(MathOps.multiply(fraction, Math.PI)), 1.0);
    Tensor cosine = MathOps.multiply(height, wave);
    Tensor decayed = MathOps.add(MathOps.multiply(cosine, 1 - alpha), alpha);
    return MathOps.multiply(decayed, get(INITIAL_LEARNING_RATE));
  }

  /** How many decays are over, given the steps done in lengths of the first. */
  private Tensor restarts(Tensor lengths) {
    double tMul = get(T_MUL);
    if (tMul == 1) {
      return MathOps.floor(lengths);
    }
    Tensor growth = MathOps.subtract(1.0, MathOps.multiply(lengths, 1 - tMul));
    Tensor base = MathOps.log(Constant.scalar(lengths.dtype(), tMul));
    return MathOps.floor(MathOps.divide(MathOps.log(growth), base));
  }

  /** How much of the current decay is over. */
  private Tensor fraction(Tensor lengths, Tensor restarts) {
    double tMul = get(T_MUL);
    if (tMul == 1) {
      return MathOps.subtract(lengths, restarts);
    }
    Tensor length = MathOps.power(tMul, restarts);
    Tensor before = MathOps.divide(MathOps.subtract(1.0, length), 1 - tMul);
    return MathOps.divide(MathOps.subtract(lengths, before), length);
  }
}
