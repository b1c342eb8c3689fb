package org.keras4j.regularizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;

/** What Keras' own regularizers share: type, configuration, and arguments that are factors. */
abstract class PenaltyRegularizer implements Regularizer {
  private final ObjectType<?> type;
  private final Config config;

  PenaltyRegularizer(ObjectType<?> type, Config config) {
    this.type = type;
    this.config = config;
  }

  /** A non-negative factor; {@code None} means the default, as in Keras. */
  static Arg<Double> factor(String key, double defaultValue) {
    Codec<Double> codec =
        new Codec<>() {
          @Override
          public Double read(Object json, ReadContext context) {
            return json == null ? (Double) defaultValue : Codecs.FLOAT.read(json, context);
          }

          @Override
          public Object write(Double value) {
            return value;
          }
        };
    return Arg.optional(key, codec, defaultValue)
        .that(value -> value >= 0 && !value.isInfinite(), "a non-negative float");
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  @Override
  public String toString() {
    return type.className() + "(" + config.describe() + ")";
  }
}
