package org.keras4j.losses;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;

/**
 * A loss of a function that is given by name: what Keras makes of a function passed as a loss.
 * Keras: {@code keras.src.losses.losses.LossFunctionWrapper}. For functions of your own see {@link
 * Loss#ofFunction}.
 */
public final class LossFunctionWrapper extends Loss {
  /** The function; in configs its arguments stand beside it. */
  public static final FunctionArg FN = new FunctionArg(new Losses());

  public static final NamedType<LossFunctionWrapper> TYPE =
      builtin("LossFunctionWrapper", null, LossFunctionWrapper::new, FN);

  private LossFunctionWrapper(Config config) {
    super(TYPE, config);
  }

  /** The function of a loss, under a name. */
  public static LossFunctionWrapper of(String name, Loss function) {
    return TYPE.create(
        Config.of(
            TYPE.args(),
            Map.of(
                TYPE.nameArg(),
                name,
                FN,
                (Configurable) function.with(REDUCTION, Reduction.NONE))));
  }

  private Loss function() {
    return (Loss) get(FN);
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return function().call(yTrue, yPred);
  }

  @Override
  protected Tensor valuesMask(Tensor yTrue, Tensor yPred, Tensor losses) {
    return function().valuesMask(yTrue, yPred, losses);
  }
}
