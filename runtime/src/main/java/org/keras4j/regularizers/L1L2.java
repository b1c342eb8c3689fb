package org.keras4j.regularizers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;

/** {@code l1 * sum(|x|) + l2 * sum(x^2)}. Keras: {@code keras.regularizers.L1L2}. */
public final class L1L2 extends PenaltyRegularizer {
  /** Factor of the sum of absolute values; default 0. */
  public static final Arg<Double> L1_FACTOR = factor("l1", 0);

  /** Factor of the sum of squares; default 0. */
  public static final Arg<Double> L2_FACTOR = factor("l2", 0);

  public static final ObjectType<L1L2> TYPE =
      ObjectType.of(
              Regularizer.class, "keras.regularizers", "L1L2", L1L2::new, L1_FACTOR, L2_FACTOR)
          .aliases("l1_l2");

  private L1L2(Config config) {
    super(TYPE, config);
  }

  /** A penalty with the given factors, which must not be negative. */
  public static L1L2 of(double l1, double l2) {
    return new L1L2(Config.of(TYPE.args(), Map.of(L1_FACTOR, l1, L2_FACTOR, l2)));
  }

  @Override
  public Tensor penalty(Tensor x) {
    double l1 = config().get(L1_FACTOR);
    double l2 = config().get(L2_FACTOR);
    if (l1 == 0) {
      return l2 == 0 ? Constant.scalar(x.dtype(), 0) : L2.squares(x, l2);
    }
    Tensor absolute = L1.absolute(x, l1);
    return l2 == 0 ? absolute : MathOps.add(absolute, L2.squares(x, l2));
  }
}
