package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.TensorSpec;

/**
 * Normal, without values beyond two standard deviations. Keras: {@code
 * keras.initializers.TruncatedNormal}.
 */
public final class TruncatedNormal extends RandomInitializer {
  public static final Arg<Double> MEAN = Arg.number("mean", 0.0);
  public static final Arg<Double> STDDEV = Arg.number("stddev", 0.05);

  public static final ObjectType<TruncatedNormal> TYPE =
      ObjectType.of(
          Initializer.class,
          "keras.initializers",
          "TruncatedNormal",
          TruncatedNormal::new,
          MEAN,
          STDDEV,
          SEED);

  private TruncatedNormal(Config config) {
    super(TYPE, config);
  }

  public static TruncatedNormal of(double mean, double stddev) {
    return new TruncatedNormal(Config.of(TYPE.args(), Map.of(MEAN, mean, STDDEV, stddev)));
  }

  @Override
  double value(RandomValues random, long index, TensorSpec spec) {
    return config().get(MEAN) + random.truncatedNormal(index) * config().get(STDDEV);
  }
}
