package org.keras4j.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An argument with an older key, which is read and never written. */
final class RenamedArg<T> extends Arg<T> {
  private final Arg<T> arg;
  private final String oldKey;

  RenamedArg(Arg<T> arg, String oldKey) {
    this.arg = arg;
    this.oldKey = oldKey;
  }

  @Override
  public List<String> keys() {
    return List.of(arg.key(), oldKey);
  }

  @Override
  public T read(Map<String, ?> config, ReadContext context) {
    if (!config.containsKey(oldKey)) {
      return arg.read(config, context);
    }
    Map<String, Object> renamed = new HashMap<>(config);
    renamed.put(arg.key(), config.get(oldKey));
    return arg.read(renamed, context);
  }

  @Override
  public void write(T value, Map<String, Object> config) {
    arg.write(value, config);
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
