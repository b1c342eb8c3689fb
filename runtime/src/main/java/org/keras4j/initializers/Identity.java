package org.keras4j.initializers;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** The identity matrix. Keras: {@code keras.initializers.Identity}. */
public final class Identity implements Initializer {
  /** The value on the diagonal; default 1. */
  public static final Arg<Double> GAIN = Arg.number("gain", 1.0);

  public static final ObjectType<Identity> TYPE =
      ObjectType.of(Initializer.class, "keras.initializers", "Identity", Identity::new, GAIN)
          .aliases("IdentityInitializer");

  private final Config config;

  private Identity(Config config) {
    this.config = config;
  }

  /** Ones on the diagonal. */
  public static Identity of() {
    return of(1);
  }

  /** {@code gain} on the diagonal. */
  public static Identity of(double gain) {
    return new Identity(Config.of(TYPE.args(), Map.of(GAIN, gain)));
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
    if (spec.shape().rank() != 2) {
      throw new ConfigException(
          "Identity matrix initializer can only be used for 2D matrices. Received: shape="
              + spec.shape()
              + " of rank "
              + spec.shape().rank()
              + ".");
    }
    NDArray.Builder builder = NDArray.builder(spec.dtype(), spec.shape());
    int columns = spec.shape().dim(1);
    for (int i = 0; i < Math.min(spec.shape().dim(0), columns); i++) {
      builder.set(i * columns + i, config.get(GAIN));
    }
    return builder.build();
  }
}
