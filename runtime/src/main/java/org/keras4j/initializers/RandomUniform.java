package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.TensorSpec;

/** Uniform between two bounds. Keras: {@code keras.initializers.RandomUniform}. */
public final class RandomUniform extends RandomInitializer {
  public static final Arg<Double> MINVAL = Arg.number("minval", -0.05);
  public static final Arg<Double> MAXVAL = Arg.number("maxval", 0.05);

  public static final ObjectType<RandomUniform> TYPE =
      ObjectType.of(
              Initializer.class,
              "keras.initializers",
              "RandomUniform",
              RandomUniform::new,
              MINVAL,
              MAXVAL,
              SEED)
          .aliases("uniform");

  private RandomUniform(Config config) {
    super(TYPE, config);
  }

  public static RandomUniform of(double minval, double maxval) {
    return new RandomUniform(Config.of(TYPE.args(), Map.of(MINVAL, minval, MAXVAL, maxval)));
  }

  @Override
  double value(RandomValues random, long index, TensorSpec spec) {
    return config().get(MINVAL)
        + random.uniform(index) * (config().get(MAXVAL) - config().get(MINVAL));
  }
}
