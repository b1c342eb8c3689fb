package org.keras4j.config;

import java.util.Map;

/**
 * An argument that Keras has not: what an older version computed otherwise. It is written beside
 * the config, where Keras does not look, so that a file means the same when it is read here again.
 */
final class BesideArg<T> extends WrappedArg<T> {
  BesideArg(Arg<T> arg) {
    super(arg);
  }

  @Override
  public void write(T value, Map<String, Object> config) {}

  @Override
  void writeBeside(T value, Map<String, Object> map) {
    if (!value.equals(defaultValue())) {
      arg().write(value, map);
    }
  }
}
