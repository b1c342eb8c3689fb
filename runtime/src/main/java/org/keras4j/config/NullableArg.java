package org.keras4j.config;

import java.util.List;
import java.util.Map;

/** An argument whose default is a value, and that may be None all the same. */
final class NullableArg<T> extends Arg<T> {
  private final Arg<T> arg;

  NullableArg(Arg<T> arg) {
    this.arg = arg;
  }

  @Override
  public List<String> keys() {
    return arg.keys();
  }

  @Override
  public T read(Map<String, ?> config, ReadContext context) {
    boolean none = config.containsKey(key()) && config.get(key()) == null;
    return none ? null : arg.read(config, context);
  }

  @Override
  public void write(T value, Map<String, Object> config) {
    if (value == null) {
      config.put(key(), null);
    } else {
      arg.write(value, config);
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
    return value == null ? null : arg.checked(value);
  }
}
