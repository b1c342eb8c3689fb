package org.keras4j.callbacks;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;

/**
 * What Keras calls a callback, its arguments, and how to make one. Callbacks are never saved, so
 * this is for documentation, messages and the comparison with Keras' signatures.
 *
 * @param className Keras class name
 * @param args the arguments, in Keras' order
 */
public record CallbackType<C extends Callback>(
    String className, List<Arg<?>> args, Function<Config, C> factory) {
  public CallbackType {
    args = List.copyOf(args);
  }

  static <C extends Callback> CallbackType<C> of(
      String className, Function<Config, C> factory, Arg<?>... args) {
    return new CallbackType<>(className, List.of(args), factory);
  }

  /** A callback with default arguments. */
  C create() {
    return factory.apply(Config.of(args, Map.of()));
  }

  /** A callback with one argument given. */
  <T> C create(Arg<T> arg, T value) {
    return factory.apply(Config.of(args, Map.of(arg, value)));
  }
}
