package org.keras4j.config;

import java.util.List;
import java.util.Map;

/** An argument that is read, but never written. */
final class UnwrittenArg<T> extends Arg<T> {
  private final Arg<T> arg;

  UnwrittenArg(Arg<T> arg) {
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
