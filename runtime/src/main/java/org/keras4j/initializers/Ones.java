package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** All one. Keras: {@code keras.initializers.Ones}. */
public final class Ones implements Initializer {
  public static final ObjectType<Ones> TYPE =
      ObjectType.of(Initializer.class, "keras.initializers", "Ones", Ones::new).aliases("one");

  private final Config config;

  private Ones(Config config) {
    this.config = config;
  }

  public static Ones of() {
    return new Ones(Config.of(TYPE.args(), Map.of()));
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
    return NDArray.full(spec.dtype(), spec.shape(), 1);
  }
}
