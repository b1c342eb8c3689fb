package org.keras4j.config;

import java.util.Map;

/** Objects of one kind inside another object's config, as Keras writes them. */
public record ObjectCodec<T extends Configurable>(Class<T> kind) implements Codec<T> {
  /** The key of what Keras has no word for, in the envelope of an object or a call. */
  public static final String BESIDE = "keras4j";

  @Override
  public T read(Object json, ReadContext context) {
    return context.object(kind, json);
  }

  @Override
  public Object write(T value) {
    return describe(value);
  }

  /**
   * The envelope {@code {"module", "class_name", "config", "registered_name", ...}} of any object.
   */
  public static Map<String, Object> describe(Configurable object) {
    ObjectType<?> type = object.type();
    Map<String, Object> description =
        Codecs.map(
            "module", type.module(),
            "class_name", type.className(),
            "config", object.configMap(),
            "registered_name", registeredName(type));
    description.putAll(object.descriptionExtras());
    Map<String, Object> beside = object.config().writeBeside();
    if (!beside.isEmpty()) {
      description.put(BESIDE, beside);
    }
    return description;
  }

  /** Keras writes the class name again for its own classes that it does not export. */
  private static String registeredName(ObjectType<?> type) {
    boolean unexported = type.module() != null && type.module().startsWith("keras.src.");
    return unexported ? type.className() : type.registeredName();
  }
}
