package org.keras4j.config;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Immutable, checked values of all arguments of one object. Keras: {@code get_config()}. */
public final class Config {
  private final List<Arg<?>> args;
  private final Map<Arg<?>, Object> values;

  private Config(List<Arg<?>> args, Map<Arg<?>, Object> values) {
    this.args = args;
    this.values = values;
  }

  /**
   * Given values over defaults.
   *
   * @throws ConfigException when a required value is missing or a value is not allowed
   */
  public static Config of(List<Arg<?>> args, Map<Arg<?>, Object> given) {
    Map<Arg<?>, Object> values = new IdentityHashMap<>();
    for (Arg<?> arg : args) {
      values.put(arg, checked(arg, given.containsKey(arg) ? given.get(arg) : arg.defaultValue()));
    }
    for (Arg<?> arg : given.keySet()) {
      if (!values.containsKey(arg)) {
        throw new ConfigException("Argument `" + arg.key() + "` is not one of " + args);
      }
    }
    return new Config(args, values);
  }

  /**
   * The values in a config map.
   *
   * @param owner what is being configured, for messages
   * @throws ConfigException on a missing, unknown or wrong key
   */
  public static Config read(
      String owner, List<Arg<?>> args, Map<String, ?> map, ReadContext context) {
    requireKnown(owner, args, map);
    Map<Arg<?>, Object> values = new IdentityHashMap<>();
    try {
      for (Arg<?> arg : args) {
        values.put(arg, arg.read(map, context));
      }
      return of(args, values);
    } catch (UnknownTypeException e) {
      throw e;
    } catch (ConfigException e) {
      Object name = map.get("name");
      throw new ConfigException(
          owner + (name == null ? "" : " '" + name + "'") + ": " + e.getMessage(), e);
    }
  }

  private static void requireKnown(String owner, List<Arg<?>> args, Map<String, ?> map) {
    List<String> known = args.stream().flatMap(arg -> arg.keys().stream()).toList();
    Map<String, Object> unknown = new LinkedHashMap<>(map);
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      String first = unknown.keySet().iterator().next();
      throw new ConfigException(
          "Unrecognized keyword arguments passed to "
              + owner
              + ": "
              + Text.of(unknown)
              + "."
              + Text.didYouMean(first, known)
              + " Known arguments: "
              + known);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T> Object checked(Arg<T> arg, Object value) {
    return arg.checked((T) value);
  }

  /** The value of {@code arg}. */
  @SuppressWarnings("unchecked")
  public <T> T get(Arg<T> arg) {
    if (!values.containsKey(arg)) {
      throw new IllegalArgumentException("`" + arg.key() + "` is not an argument of this object");
    }
    return (T) values.get(arg);
  }

  /** This config with one value replaced. */
  public <T> Config with(Arg<T> arg, T value) {
    get(arg);
    Map<Arg<?>, Object> copy = new IdentityHashMap<>(values);
    copy.put(arg, value);
    return of(args, copy);
  }

  /** This config with every value changed, such as contained objects copied. */
  public Config map(UnaryOperator<Object> change) {
    Map<Arg<?>, Object> changed = new IdentityHashMap<>(values);
    changed.replaceAll((arg, value) -> change.apply(value));
    return of(args, changed);
  }

  public List<Arg<?>> args() {
    return args;
  }

  /** All values in config notation, in the order of declaration. */
  public Map<String, Object> write() {
    Map<String, Object> map = new LinkedHashMap<>();
    args.forEach(arg -> writeOne(arg, map));
    return map;
  }

  /** What stands beside the config: arguments that Keras has not, where they are set. */
  Map<String, Object> writeBeside() {
    Map<String, Object> map = new LinkedHashMap<>();
    args.forEach(arg -> writeBeside(arg, map));
    return map;
  }

  private <T> void writeBeside(Arg<T> arg, Map<String, Object> map) {
    arg.writeBeside(get(arg), map);
  }

  private <T> void writeOne(Arg<T> arg, Map<String, Object> map) {
    arg.write(get(arg), map);
  }

  /** The values that differ from their defaults, for messages: {@code units=7, use_bias=False}. */
  public String describe() {
    List<String> parts = new ArrayList<>();
    for (Arg<?> arg : args) {
      Map<String, Object> written = new LinkedHashMap<>();
      writeOne(arg, written);
      Object value = values.get(arg);
      if (arg.isRequired() || !java.util.Objects.equals(value, arg.defaultValue())) {
        written.forEach((key, json) -> parts.add(key + "=" + Text.of(json)));
      }
    }
    return String.join(", ", parts);
  }

  @Override
  public String toString() {
    return write().toString();
  }
}
