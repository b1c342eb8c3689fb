package org.keras4j.config;

import java.util.Map;

/** An argument whose default is a value, and that may be None all the same. */
final class NullableArg<T> extends WrappedArg<T> {
  NullableArg(Arg<T> arg) {
    super(arg);
  }

  @Override
  public T read(Map<String, ?> config, ReadContext context) {
    boolean none = config.containsKey(key()) && config.get(key()) == null;
    return none ? null : super.read(config, context);
  }

  @Override
  public void write(T value, Map<String, Object> config) {
    if (value == null) {
      config.put(key(), null);
    } else {
      super.write(value, config);
    }
  }

  @Override
  public T checked(T value) {
    return value == null ? null : super.checked(value);
  }
}
