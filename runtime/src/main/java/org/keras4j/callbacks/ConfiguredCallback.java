package org.keras4j.callbacks;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;

/**
 * A callback with arguments. They are immutable: a method that sets one gives a new callback, which
 * has seen nothing yet. What a callback saw is reset when training begins, unless it says
 * otherwise, so that one may be used for several calls of {@code fit}, one after another.
 */
abstract class ConfiguredCallback<C extends ConfiguredCallback<C>> implements Callback {
  private static final System.Logger LOG = System.getLogger("org.keras4j.callbacks");

  private final CallbackType<C> type;
  private final Config config;

  ConfiguredCallback(CallbackType<C> type, Config config) {
    this.type = type;
    this.config = config;
  }

  final <T> T get(Arg<T> arg) {
    return config.get(arg);
  }

  final <T> C with(Arg<T> arg, T value) {
    return type.factory().apply(config.with(arg, value));
  }

  /** Keras' class name, for messages. */
  final String className() {
    return type.className();
  }

  static void warn(String message) {
    LOG.log(System.Logger.Level.WARNING, message);
  }

  @Override
  public final String toString() {
    return className() + "(" + config.describe() + ")";
  }
}
