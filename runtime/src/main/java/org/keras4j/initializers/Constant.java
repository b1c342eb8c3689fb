package org.keras4j.initializers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.op.BroadcastTo;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * One value, or an array of values that is broadcast. Keras: {@code keras.initializers.Constant}.
 */
public final class Constant implements Initializer {
  /** A number, or nested lists of numbers that can be broadcast to the weight's shape. */
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
    Shape given = Shape.of(dims(config.get(VALUE)).stream().mapToInt(d -> d).toArray());
    requireFits(given, values.size(), spec);
    NDArray.Builder builder = NDArray.builder(spec.dtype(), given);
    for (int i = 0; i < values.size(); i++) {
      builder.set(i, values.get(i));
    }
    NDArray array = builder.build();
    return given.equals(spec.shape())
        ? array
        : ReferenceInterpreter.standard()
            .call(new BroadcastTo(spec.shape()), List.of(array))
            .get(0);
  }

  /** Lengths of nested lists, by the first of each. */
  private static List<Integer> dims(Object value) {
    List<Integer> dims = new ArrayList<>();
    Object at = array(value);
    while (at instanceof List<?> list) {
      dims.add(list.size());
      at = list.isEmpty() ? null : list.get(0);
    }
    return dims;
  }

  private static void requireFits(Shape given, int count, TensorSpec spec) {
    boolean fits = given.size() == count && given.rank() <= spec.shape().rank();
    for (int i = 1; fits && i <= given.rank(); i++) {
      fits = given.dim(-i) == 1 || given.dim(-i) == spec.shape().dim(-i);
    }
    if (!fits) {
      throw new ConfigException(
          "Constant has "
              + count
              + " values, of shape "
              + given
              + ", which cannot be broadcast to a weight of shape "
              + spec.shape());
    }
  }

  private static void collect(Object value, List<Double> values) {
    Object item = array(value);
    if (item instanceof List<?> list) {
      list.forEach(inner -> collect(inner, values));
    } else if (item instanceof Number number) {
      values.add(number.doubleValue());
    } else {
      throw new ConfigException("Constant: `value` must be numbers. Received: " + value);
    }
  }

  /** The lists of an array, which Keras serializes as an object. */
  private static Object array(Object value) {
    return value instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> inner
        ? inner.get("value")
        : value;
  }
}
