package org.keras4j.regularizers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/** {@code l2 * sum(x^2)}. Keras: {@code keras.regularizers.L2}. */
public final class L2 extends PenaltyRegularizer {
  /** The factor; default 0.01. */
  public static final Arg<Double> FACTOR = factor("l2", 0.01);

  public static final ObjectType<L2> TYPE =
      ObjectType.of(Regularizer.class, "keras.regularizers", "L2", L2::new, FACTOR);

  private L2(Config config) {
    super(TYPE, config);
  }

  /** A penalty with the given factor, which must not be negative. */
  public static L2 of(double l2) {
    return new L2(Config.of(TYPE.args(), Map.of(FACTOR, l2)));
  }

  @Override
  public Tensor penalty(Tensor x) {
    return squares(x, config().get(FACTOR));
  }

  static Tensor squares(Tensor x, double factor) {
    return MathOps.multiply(ReduceOps.sum(MathOps.square(x)), factor);
  }
}
