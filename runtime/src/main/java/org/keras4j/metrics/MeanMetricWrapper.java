package org.keras4j.metrics;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Configurable;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.losses.FunctionArg;
import org.keras4j.losses.Loss;
import org.keras4j.losses.Losses;
import org.keras4j.losses.Reduction;

/**
 * The mean of a function that is given by name, or of a loss. Keras: {@code
 * keras.metrics.MeanMetricWrapper}. For functions of your own see {@link Metric#ofFunction}.
 */
public final class MeanMetricWrapper extends MeanMetric {
  /** The function; in configs its arguments stand beside it. */
  public static final FunctionArg FN = new FunctionArg(new Metrics(), new Losses());

  public static final NamedType<MeanMetricWrapper> TYPE =
      builtin("MeanMetricWrapper", null, MeanMetricWrapper::new, FN);

  private MeanMetricWrapper(Config config) {
    super(TYPE, config);
    if (!(get(FN) instanceof Loss) && !(get(FN) instanceof MeanMetric)) {
      throw new ConfigException(
          "Argument `fn` must be a function of targets and predictions. Received: fn=" + get(FN));
    }
  }

  /** The mean over batches of a loss, as its reduction makes it. */
  public static MeanMetricWrapper of(String name, Loss loss) {
    return TYPE.create(
        Config.of(TYPE.args(), Map.of(TYPE.nameArg(), name, FN, (Configurable) loss)));
  }

  /** The mean over samples of a loss's function. */
  static MeanMetricWrapper ofFunction(String name, Loss loss) {
    return of(name, loss.with(Loss.REDUCTION, Reduction.NONE));
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return get(FN) instanceof Loss loss
        ? loss.apply(yTrue, yPred, null, null)
        : ((MeanMetric) get(FN)).call(yTrue, yPred);
  }

  @Override
  public Direction direction() {
    return get(FN) instanceof Loss ? Direction.DOWN : ((Metric) get(FN)).direction();
  }
}
