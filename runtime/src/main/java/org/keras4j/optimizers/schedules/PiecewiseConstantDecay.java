package org.keras4j.optimizers.schedules;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Select;
import org.keras4j.ops.LogicOps;
import org.keras4j.tensor.DType;

/**
 * A rate for each range of steps. Keras: {@code keras.optimizers.schedules.PiecewiseConstantDecay}.
 */
public final class PiecewiseConstantDecay extends DecaySchedule {
  /** The last step at which each value but the last holds, rising. */
  public static final Arg<List<Double>> BOUNDARIES =
      Arg.required("boundaries", Codecs.list(StepCount.CODEC));

  /** The rates: one more than {@link #BOUNDARIES}. */
  public static final Arg<List<Double>> VALUES = Arg.required("values", Codecs.list(Codecs.FLOAT));

  private static final Arg<String> NAME = name("PiecewiseConstant");

  public static final ObjectType<PiecewiseConstantDecay> TYPE =
      ObjectType.of(
          LearningRateSchedule.class,
          MODULE,
          "PiecewiseConstantDecay",
          PiecewiseConstantDecay::new,
          BOUNDARIES,
          VALUES,
          NAME);

  private PiecewiseConstantDecay(Config config) {
    super(TYPE, config);
    if (get(BOUNDARIES).size() != get(VALUES).size() - 1) {
      throw new ConfigException(
          "The length of boundaries should be 1 less than the length of values. Received:"
              + " boundaries="
              + get(BOUNDARIES)
              + " of length "
              + get(BOUNDARIES).size()
              + ", and values="
              + get(VALUES)
              + " of length "
              + get(VALUES).size()
              + ".");
    }
  }

  /** Rates for ranges of steps, of which each but the last ends with a boundary. */
  public static PiecewiseConstantDecay of(List<Double> boundaries, List<Double> values) {
    return new PiecewiseConstantDecay(
        Config.of(TYPE.args(), Map.of(BOUNDARIES, boundaries, VALUES, values)));
  }

  /** Steps are compared in their own dtype, to which boundaries are cut. */
  @Override
  public Tensor call(Tensor step) {
    List<Double> boundaries = get(BOUNDARIES);
    List<Double> values = get(VALUES);
    Tensor rate = Constant.scalar(DType.FLOAT32, values.get(boundaries.size()));
    for (int i = boundaries.size() - 1; i >= 0; i--) {
      Tensor boundary = Constant.scalar(step.dtype(), boundaries.get(i));
      Tensor value = Constant.scalar(DType.FLOAT32, values.get(i));
      rate = new Select().on(LogicOps.lessEqual(step, boundary), value, rate);
    }
    return rate;
  }

  @Override
  Tensor rate(Tensor step) {
    return call(step);
  }
}
