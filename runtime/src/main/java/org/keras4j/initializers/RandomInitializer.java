package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** What random initializers share: the seed, and drawing value by value. */
abstract class RandomInitializer implements Initializer {
  /** A fixed seed, or null for one that depends on the weight. */
  static final Arg<Integer> SEED =
      Arg.optional(
          "seed",
          Codecs.of("an integer or a seed generator", RandomInitializer::readSeed, v -> v),
          null);

  private final ObjectType<?> type;
  private final Config config;

  RandomInitializer(ObjectType<?> type, Config config) {
    this.type = type;
    this.config = config;
  }

  /** A generator's seed stands in its config. Python's seeds may be wider than an int. */
  private static Integer readSeed(Object json, ReadContext context) {
    if (json instanceof Number number) {
      return (int) number.longValue();
    }
    if (json instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> seedConfig) {
      return seedConfig.get("seed") instanceof Number number ? (int) number.longValue() : 0;
    }
    return null;
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  /** This initializer with a fixed seed: it makes the same values each time. */
  public final Initializer withSeed(int seed) {
    return (Initializer) type.create(config.with(SEED, seed));
  }

  /** Value {@code index} of a tensor of the given spec. */
  abstract double value(RandomValues random, long index, TensorSpec spec);

  @Override
  public final NDArray initialize(TensorSpec spec, long seed) {
    Integer own = config.get(SEED);
    RandomValues random = new RandomValues(own == null ? seed : own);
    NDArray.Builder builder = NDArray.builder(spec.dtype(), spec.shape());
    for (int i = 0; i < builder.size(); i++) {
      builder.set(i, value(random, i, spec));
    }
    return builder.build();
  }
}
