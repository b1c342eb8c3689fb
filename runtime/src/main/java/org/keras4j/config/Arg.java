package org.keras4j.config;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.keras4j.tensor.Shape;

/**
 * One constructor argument, declared once: its Keras key, type, default and check. Reading,
 * writing, unknown-key errors, documentation and the comparison with Keras' signature all come from
 * it. Compared by identity.
 */
public abstract class Arg<T> {
  /** The config keys: one, or three for the trio of a weight. */
  public abstract List<String> keys();

  /** The value in {@code config}, or the default where the key is absent. */
  public abstract T read(Map<String, ?> config, ReadContext context);

  /** Adds the value's key or keys to {@code config}. */
  public abstract void write(T value, Map<String, Object> config);

  /** Writes what stands beside the config; nothing for arguments that Keras has. */
  void writeBeside(T value, Map<String, Object> map) {}

  /** Whether a value must be given. */
  public abstract boolean isRequired();

  /** The default; {@code null} where {@code None} is Keras' default. */
  public abstract T defaultValue();

  /** The value, if it is allowed. */
  public abstract T checked(T value);

  /** The first key. */
  public final String key() {
    return keys().get(0);
  }

  @Override
  public String toString() {
    return key();
  }

  /** An argument that must be given. */
  public static <T> Arg<T> required(String key, Codec<T> codec) {
    return new Single<>(key, codec, true, null, value -> true, "");
  }

  /** An argument with a default. */
  public static <T> Arg<T> optional(String key, Codec<T> codec, T defaultValue) {
    return new Single<>(
        key,
        defaultValue == null ? codec.nullable() : codec,
        false,
        defaultValue,
        value -> true,
        "");
  }

  /** This argument with a check: values that fail are refused as "expected {@code expected}". */
  public Arg<T> that(Predicate<T> check, String expected) {
    throw new UnsupportedOperationException(getClass() + " takes no further check");
  }

  /** This argument, which configs of older versions of Keras may call {@code oldKey}. */
  public final Arg<T> formerly(String oldKey) {
    return new RenamedArg<>(this, oldKey);
  }

  /** This argument, read but never written: what only older files hold. */
  public final Arg<T> unwritten() {
    return new UnwrittenArg<>(this);
  }

  /**
   * This argument of ours, true where an older version of Keras computed otherwise: {@code
   * keras4j_...}. It is written beside the config, under {@link ObjectCodec#BESIDE}.
   */
  public final Arg<T> beside() {
    return new BesideArg<>(this);
  }

  /** This argument, which may be None although its default is not. */
  public final Arg<T> orNone() {
    return new NullableArg<>(this);
  }

  /** A required integer above zero. */
  public static Arg<Integer> positiveInt(String key) {
    return required(key, Codecs.INT).that(value -> value > 0, "a positive integer");
  }

  public static Arg<Integer> integer(String key, Integer defaultValue) {
    return optional(key, Codecs.INT, defaultValue);
  }

  public static Arg<Double> number(String key, Double defaultValue) {
    return optional(key, Codecs.FLOAT, defaultValue);
  }

  public static Arg<Boolean> bool(String key, boolean defaultValue) {
    return optional(key, Codecs.BOOL, defaultValue);
  }

  public static Arg<String> string(String key, String defaultValue) {
    return optional(key, Codecs.STRING, defaultValue);
  }

  /** One of an enum's constants; {@code name} gives its Keras name. */
  public static <E extends Enum<E>> Arg<E> choice(
      String key, Class<E> type, Function<E, String> name, E defaultValue) {
    return optional(key, Codecs.choice(type, name), defaultValue);
  }

  public static Arg<Shape> shape(String key, Shape defaultValue) {
    return optional(key, Codecs.SHAPE, defaultValue);
  }

  /** An integer or a list of integers, as it is given. See {@link #tuple} for a fixed number. */
  public static Arg<List<Integer>> integers(String key, List<Integer> defaultValue) {
    return optional(key, Codecs.INTS, defaultValue);
  }

  /** A number or a list of numbers. */
  public static Arg<List<Double>> numbers(String key, List<Double> defaultValue) {
    return optional(key, Codecs.FLOATS, defaultValue);
  }

  /** {@code rank} integers above zero, or one integer for all; {@code null} default: required. */
  public static Arg<List<Integer>> tuple(String key, int rank, Integer defaultValue) {
    return tupleOf(
        key,
        rank,
        defaultValue == null ? null : java.util.Collections.nCopies(rank, defaultValue),
        1);
  }

  /** {@code rank} integers of at least {@code smallest}, or one for all. */
  public static Arg<List<Integer>> tupleOf(
      String key, int rank, List<Integer> defaultValue, int smallest) {
    return tuple(key, rank, defaultValue, smallest, false);
  }

  /** {@code rank} integers of at least {@code smallest}, or one for all, or None: the default. */
  public static Arg<List<Integer>> tupleOrNone(String key, int rank, int smallest) {
    return tuple(key, rank, null, smallest, true);
  }

  private static Arg<List<Integer>> tuple(
      String key, int rank, List<Integer> defaultValue, int smallest, boolean none) {
    String expected =
        rank == 1
            ? "an integer >= " + smallest
            : "an integer or a tuple of " + rank + " integers, each >= " + smallest;
    Codec<List<Integer>> codec =
        Codecs.of(
            expected,
            (json, context) -> {
              List<Integer> values = Codecs.INTS.read(json, context);
              return values.size() == 1
                  ? java.util.Collections.nCopies(rank, values.get(0))
                  : values;
            },
            value -> value);
    return new Single<>(
        key,
        none ? codec.nullable() : codec,
        !none && defaultValue == null,
        defaultValue,
        value -> value.size() == rank && value.stream().allMatch(v -> v >= smallest),
        expected);
  }

  private static final class Single<T> extends Arg<T> {
    private final String key;
    private final Codec<T> codec;
    private final boolean required;
    private final T defaultValue;
    private final Predicate<T> check;
    private final String expected;

    private Single(
        String key,
        Codec<T> codec,
        boolean required,
        T defaultValue,
        Predicate<T> check,
        String expected) {
      this.key = Objects.requireNonNull(key, "key");
      this.codec = codec;
      this.required = required;
      this.defaultValue = defaultValue;
      this.check = check;
      this.expected = expected;
    }

    @Override
    public Arg<T> that(Predicate<T> newCheck, String newExpected) {
      return new Single<>(key, codec, required, defaultValue, newCheck, newExpected);
    }

    @Override
    public List<String> keys() {
      return List.of(key);
    }

    @Override
    public T read(Map<String, ?> config, ReadContext context) {
      if (!config.containsKey(key)) {
        return requireDefault();
      }
      try {
        return codec.read(config.get(key), context);
      } catch (UnknownTypeException e) {
        throw e;
      } catch (ConfigException e) {
        throw new ConfigException("Argument `" + key + "`: " + e.getMessage(), e);
      }
    }

    private T requireDefault() {
      if (required) {
        throw new ConfigException("Missing required argument `" + key + "`");
      }
      return defaultValue;
    }

    @Override
    public void write(T value, Map<String, Object> config) {
      config.put(key, codec.write(value));
    }

    @Override
    public boolean isRequired() {
      return required;
    }

    @Override
    public T defaultValue() {
      return requireDefault();
    }

    @Override
    public T checked(T value) {
      if (value == null && (required || defaultValue != null)) {
        throw new ConfigException("Argument `" + key + "` must not be None");
      }
      if (value != null && !check.test(value)) {
        throw new ConfigException(
            "Received an invalid value for `"
                + key
                + "`, expected "
                + expected
                + ". Received: "
                + key
                + "="
                + Text.of(codec.write(value)));
      }
      return value;
    }
  }
}
