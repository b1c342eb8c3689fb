package org.keras4j.config;

import java.util.List;
import java.util.Map;

/** An argument that is another one but for some of its ways. */
abstract class WrappedArg<T> extends Arg<T> {
  private final Arg<T> arg;

  WrappedArg(Arg<T> arg) {
    this.arg = arg;
  }

  final Arg<T> arg() {
    return arg;
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
  public void write(T value, Map<String, Object> config) {
    arg.write(value, config);
  }

  @Override
  public final boolean isRequired() {
    return arg.isRequired();
  }

  @Override
  public final T defaultValue() {
    return arg.defaultValue();
  }

  @Override
  public T checked(T value) {
    return arg.checked(value);
  }
}
