package org.keras4j.initializers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** One value, or a whole array of values. Keras: {@code keras.initializers.Constant}. */
public final class Constant implements Initializer {
  /** A number, or nested lists of numbers of the weight's shape. */
  public static final Arg<Object> VALUE = Arg.optional("value", Codecs.ANY, 0.0);

  public static final ObjectType<Constant> TYPE =
      ObjectType.of(Initializer.class, "keras.initializers", "Constant", Constant::new, VALUE);

  private final Config config;

  private Constant(Config config) {
    this.config = config;
  }

  public static Constant of(double value) {
    return new Constant(Config.of(TYPE.args(), Map.of(VALUE, value)));
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
    List<Double> values = new ArrayList<>();
    collect(config.get(VALUE), values);
    if (values.size() == 1) {
      return NDArray.full(spec.dtype(), spec.shape(), values.get(0));
    }
    NDArray.Builder builder = NDArray.builder(spec.dtype(), spec.shape());
    if (builder.size() != values.size()) {
      throw new ConfigException(
          "Constant has "
              + values.size()
              + " values; a weight of shape "
              + spec.shape()
              + " needs "
              + builder.size());
    }
    for (int i = 0; i < values.size(); i++) {
      builder.set(i, values.get(i));
    }
    return builder.build();
  }

  private static void collect(Object value, List<Double> values) {
    if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, values));
    } else if (value instanceof Number number) {
      values.add(number.doubleValue());
    } else if (value instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> inner) {
      collect(inner.get("value"), values); // an array, as Keras serializes it
    } else {
      throw new ConfigException("Constant: `value` must be numbers. Received: " + value);
    }
  }
}
