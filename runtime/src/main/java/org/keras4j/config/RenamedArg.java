package org.keras4j.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An argument with an older key, which is read and never written. */
final class RenamedArg<T> extends WrappedArg<T> {
  private final String oldKey;

  RenamedArg(Arg<T> arg, String oldKey) {
    super(arg);
    this.oldKey = oldKey;
  }

  @Override
  public List<String> keys() {
    return List.of(arg().key(), oldKey);
  }

  @Override
  public T read(Map<String, ?> config, ReadContext context) {
    if (!config.containsKey(oldKey)) {
      return super.read(config, context);
    }
    Map<String, Object> renamed = new HashMap<>(config);
    renamed.put(arg().key(), config.get(oldKey));
    return super.read(renamed, context);
  }
}
