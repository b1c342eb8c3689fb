package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** All zero. Keras: {@code keras.initializers.Zeros}. */
public final class Zeros implements Initializer {
  public static final ObjectType<Zeros> TYPE =
      ObjectType.of(Initializer.class, "keras.initializers", "Zeros", Zeros::new).aliases("zero");

  private final Config config;

  private Zeros(Config config) {
    this.config = config;
  }

  public static Zeros of() {
    return new Zeros(Config.of(TYPE.args(), Map.of()));
  }

  @Override
  public ObjectType<?> type() {
    return TYPE;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public NDArray initialize(TensorSpec spec, long seed) {
    return NDArray.zeros(spec.dtype(), spec.shape());
  }
}
