package org.keras4j.regularizers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/** {@code l1 * sum(|x|)}. Keras: {@code keras.regularizers.L1}. */
public final class L1 extends PenaltyRegularizer {
  /** The factor; default 0.01. */
  public static final Arg<Double> FACTOR = factor("l1", 0.01);

  public static final ObjectType<L1> TYPE =
      ObjectType.of(Regularizer.class, "keras.regularizers", "L1", L1::new, FACTOR);

  private L1(Config config) {
    super(TYPE, config);
  }

  /** A penalty with the given factor, which must not be negative. */
  public static L1 of(double l1) {
    return new L1(Config.of(TYPE.args(), Map.of(FACTOR, l1)));
  }

  @Override
  public Tensor penalty(Tensor x) {
    return absolute(x, config().get(FACTOR));
  }

  static Tensor absolute(Tensor x, double factor) {
    return MathOps.multiply(ReduceOps.sum(MathOps.absolute(x)), factor);
  }
}
