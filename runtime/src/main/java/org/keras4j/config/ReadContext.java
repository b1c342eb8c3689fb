package org.keras4j.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.keras4j.tensor.SafeText;

/**
 * What reading a description depends on besides the description: the known types, and the version
 * of Keras that wrote it.
 *
 * @param kerasVersion such as {@code 3.15.1}
 * @param checkpoint runs before each object is made; throws to stop, such as at a deadline
 */
public record ReadContext(TypeRegistry registry, String kerasVersion, Runnable checkpoint) {
  /** The Keras version whose semantics are this library's own. */
  public static final String CURRENT_KERAS = "3.15.1";

  public ReadContext {
    Objects.requireNonNull(registry, "registry");
    Objects.requireNonNull(kerasVersion, "kerasVersion");
    Objects.requireNonNull(checkpoint, "checkpoint");
  }

  /** A context in which reading takes as long as it takes. */
  public ReadContext(TypeRegistry registry, String kerasVersion) {
    this(registry, kerasVersion, () -> {});
  }

  /** Built-in types, current version. */
  public static ReadContext standard() {
    return new ReadContext(TypeRegistry.standard(), CURRENT_KERAS);
  }

  /**
   * Builds the object that {@code json} describes: a name, or a map with {@code class_name} and
   * {@code config}.
   *
   * @param kind what is expected, such as {@code Initializer.class}
   * @throws UnknownTypeException when the registry does not have it
   * @throws ConfigException when the description is malformed
   */
  public <T> T object(Class<T> kind, Object json) {
    checkpoint.run();
    if (json instanceof String name) {
      return kind.cast(type(kind, name, null, null).create());
    }
    if (json instanceof Map<?, ?> map && map.get("class_name") instanceof String className) {
      String module = map.get("module") instanceof String s ? s : null;
      String registeredName = map.get("registered_name") instanceof String s ? s : null;
      Object config = map.get("config");
      if (className.equals("function") && config instanceof String function) {
        return kind.cast(type(kind, function, module, registeredName).create());
      }
      ObjectType<?> type = type(kind, className, module, registeredName);
      T object = kind.cast(type.fromConfig(arguments(className, map), this));
      ((Configurable) object).readExtras(map);
      return object;
    }
    throw new ConfigException(
        "Expected the name or the config of " + describe(kind) + ". Received: " + Text.of(json));
  }

  /** The config, with what stands beside it. */
  private static Map<String, Object> arguments(String className, Map<?, ?> description) {
    Map<String, Object> config = configMap(className, description.get("config"));
    if (description.get(ObjectCodec.BESIDE) == null) {
      return config;
    }
    Map<String, Object> all = new LinkedHashMap<>(config);
    configMap(className, description.get(ObjectCodec.BESIDE))
        .forEach(
            (key, value) -> {
              if (key.startsWith(ObjectCodec.BESIDE)) {
                all.putIfAbsent(key, value);
              }
            });
    return all;
  }

  /** The type that a file's names mean; {@code registeredName} goes before {@code className}. */
  public ObjectType<?> type(Class<?> kind, String className, String module, String registeredName) {
    if (registeredName != null && registeredName.indexOf('>') >= 0) {
      var custom = registry.find(kind, registeredName);
      if (custom.isPresent()) {
        return custom.get();
      }
    }
    return registry
        .find(kind, className)
        .orElseThrow(() -> unknown(kind, className, module, registeredName));
  }

  private UnknownTypeException unknown(
      Class<?> kind, String className, String module, String registeredName) {
    String shown =
        SafeText.line(
            registeredName != null && registeredName.indexOf('>') >= 0
                ? registeredName
                : className);
    return new UnknownTypeException(
        shown,
        "Unknown "
            + describe(kind)
            + ": '"
            + shown
            + "'"
            + (module == null ? "" : " (module " + module + ")")
            + "."
            + Text.didYouMean(className, registry.names(kind))
            + " If it is a custom object, pass its type to LoadOptions.withCustomObjects(...), or"
            + " provide a TypeCatalog.");
  }

  private static String describe(Class<?> kind) {
    return Text.snakeCase(kind.getSimpleName()).replace('_', ' ');
  }

  /** A config as a map with string keys; null is empty. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> configMap(String owner, Object config) {
    if (config == null) {
      return Map.of();
    }
    if (config instanceof Map<?, ?> map
        && map.keySet().stream().allMatch(String.class::isInstance)) {
      return (Map<String, Object>) map;
    }
    throw new ConfigException(
        "The config of '" + owner + "' must be a dictionary. Received: " + Text.of(config));
  }
}
