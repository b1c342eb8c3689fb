package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.TensorSpec;

/** Normal. Keras: {@code keras.initializers.RandomNormal}. */
public final class RandomNormal extends RandomInitializer {
  public static final Arg<Double> MEAN = Arg.number("mean", 0.0);
  public static final Arg<Double> STDDEV = Arg.number("stddev", 0.05);

  public static final ObjectType<RandomNormal> TYPE =
      ObjectType.of(
              Initializer.class,
              "keras.initializers",
              "RandomNormal",
              RandomNormal::new,
              MEAN,
              STDDEV,
              SEED)
          .aliases("normal");

  private RandomNormal(Config config) {
    super(TYPE, config);
  }

  public static RandomNormal of(double mean, double stddev) {
    return new RandomNormal(Config.of(TYPE.args(), Map.of(MEAN, mean, STDDEV, stddev)));
  }

  @Override
  double value(RandomValues random, long index, TensorSpec spec) {
    return config().get(MEAN) + random.normal(index) * config().get(STDDEV);
  }
}
