package org.keras4j.config;

import java.util.Map;

/** An object that its type and its arguments describe completely. */
public interface Configurable {
  ObjectType<?> type();

  Config config();

  /** The arguments in config notation. Keras: {@code get_config()}. */
  default Map<String, Object> configMap() {
    return config().write();
  }

  /**
   * What Keras writes beside {@code config} in the description of this object, such as {@code
   * build_config}; in the order in which it is written.
   */
  default Map<String, Object> descriptionExtras() {
    return Map.of();
  }

  /** Takes notice of what stands beside {@code config} in the description this was made from. */
  default void readExtras(Map<?, ?> description) {}
}
