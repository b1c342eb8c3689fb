package org.keras4j.config;

import java.util.List;
import java.util.Map;

/**
 * An argument that Keras has not: what an older version computed otherwise. It is written beside
 * the config, where Keras does not look, so that a file means the same when it is read here again.
 */
final class BesideArg<T> extends Arg<T> {
  private final Arg<T> arg;

  BesideArg(Arg<T> arg) {
    this.arg = arg;
  }

  @Override
  public List<String> keys() {
    return arg.keys();
  }

  @Override
  public T read(Map<String, ?> config, ReadContext context) {
    return arg.read(config, context);
  }

  @Override
  public void write(T value, Map<String, Object> config) {}

  @Override
  void writeBeside(T value, Map<String, Object> map) {
    if (!value.equals(defaultValue())) {
      arg.write(value, map);
    }
  }

  @Override
  public boolean isRequired() {
    return arg.isRequired();
  }

  @Override
  public T defaultValue() {
    return arg.defaultValue();
  }

  @Override
  public T checked(T value) {
    return arg.checked(value);
  }
}
