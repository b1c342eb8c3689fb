package org.keras4j.losses;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * {@link Dice}, with weights of what is missed and of what is wrong. Keras: {@code
 * keras.losses.Tversky}.
 */
public final class Tversky extends RankedLoss {
  /** Weight of what is missed; default 0.5. */
  public static final Arg<Double> ALPHA = Arg.number("alpha", 0.5);

  /** Weight of what is wrong; default 0.5. */
  public static final Arg<Double> BETA = Arg.number("beta", 0.5);

  /** The axes that are summed over; default all. */
  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", Codecs.AXES, null);

  public static final NamedType<Tversky> TYPE =
      builtin("Tversky", "tversky", Tversky::new, ALPHA, BETA, AXIS);

  private Tversky(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Tversky of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.tversky(yTrue, yPred, get(ALPHA), get(BETA), get(AXIS));
  }
}
