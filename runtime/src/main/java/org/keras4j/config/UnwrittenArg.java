package org.keras4j.config;

import java.util.Map;

/** An argument that is read, but never written. */
final class UnwrittenArg<T> extends WrappedArg<T> {
  UnwrittenArg(Arg<T> arg) {
    super(arg);
  }

  @Override
  public void write(T value, Map<String, Object> config) {}
}
