package org.keras4j.config;

import java.util.Map;

/** Objects of one kind inside another object's config, as Keras writes them. */
public record ObjectCodec<T extends Configurable>(Class<T> kind) implements Codec<T> {
  @Override
  public T read(Object json, ReadContext context) {
    return context.object(kind, json);
  }

  @Override
  public Object write(T value) {
    return describe(value);
  }

  /** The envelope {@code {"module", "class_name", "config", "registered_name"}} of any object. */
  public static Map<String, Object> describe(Configurable object) {
    ObjectType<?> type = object.type();
    return Codecs.map(
        "module", type.module(),
        "class_name", type.className(),
        "config", object.configMap(),
        "registered_name", type.registeredName());
  }
}
