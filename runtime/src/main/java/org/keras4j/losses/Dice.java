package org.keras4j.losses;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * One minus the share of what target and prediction have in common. Keras: {@code
 * keras.losses.Dice}.
 */
public final class Dice extends RankedLoss {
  /** The axes that are summed over; default all. */
  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", Codecs.AXES, null);

  public static final NamedType<Dice> TYPE = builtin("Dice", "dice", Dice::new, AXIS);

  private Dice(Config config) {
    super(TYPE, config);
  }

  /** With default arguments. */
  public static Dice of() {
    return TYPE.create();
  }

  @Override
  protected Tensor callRanked(Tensor yTrue, Tensor yPred) {
    return LossFunctions.dice(yTrue, yPred, get(AXIS));
  }
}
