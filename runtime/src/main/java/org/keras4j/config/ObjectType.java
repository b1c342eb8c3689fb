package org.keras4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A registry entry: where Keras has the class, its arguments, and how to make one. Declared once,
 * as the {@code TYPE} constant of the class it describes.
 *
 * @param <T> the class
 */
public class ObjectType<T extends Configurable> {
  private final Class<?> kind;
  private final String module;
  private final String className;
  private final List<Arg<?>> args;
  private final Function<Config, T> factory;
  private final List<String> aliases;

  /**
   * A type.
   *
   * @param kind what it is looked up as, such as {@code Layer.class}
   * @param module Keras module, such as {@code keras.layers}; null for a user's own
   * @param className Keras class name, or {@code Package>Name} for a registered custom class
   */
  public ObjectType(
      Class<?> kind,
      String module,
      String className,
      Function<Config, T> factory,
      List<Arg<?>> args,
      List<String> aliases) {
    this.kind = kind;
    this.module = module;
    this.className = className;
    this.factory = factory;
    this.args = List.copyOf(args);
    this.aliases = List.copyOf(aliases);
  }

  /** A type without further names. */
  public static <T extends Configurable> ObjectType<T> of(
      Class<?> kind, String module, String className, Function<Config, T> factory, Arg<?>... args) {
    return new ObjectType<>(kind, module, className, factory, List.of(args), List.of());
  }

  /** This type with further names by which strings in files refer to it. */
  public ObjectType<T> aliases(String... names) {
    return new ObjectType<>(kind, module, className, factory, args, List.of(names));
  }

  public Class<?> kind() {
    return kind;
  }

  /** Keras module, such as {@code keras.layers}; null for a custom class. */
  public String module() {
    return module;
  }

  /** Class name without a package: {@code Dense}, {@code MyLayer}. */
  public String className() {
    return className.substring(className.indexOf('>') + 1);
  }

  /** {@code Package>Name} of a custom class, null for Keras' own. */
  public String registeredName() {
    return module == null ? (className.contains(">") ? className : "Custom>" + className) : null;
  }

  /** Whether this is a custom class that was registered in a package. */
  boolean isPackaged() {
    return module == null && className.indexOf('>') > 0;
  }

  public List<Arg<?>> args() {
    return args;
  }

  /** All strings that mean this type with default arguments: class, snake case, aliases. */
  public List<String> names() {
    List<String> names = new ArrayList<>(List.of(className(), Text.snakeCase(className())));
    if (module == null) {
      names.add(registeredName());
    }
    names.addAll(aliases);
    return names.stream().distinct().toList();
  }

  /** An object with the given arguments. */
  public T create(Config config) {
    return factory.apply(config);
  }

  /** An object with default arguments. */
  public T create() {
    return create(Config.of(args, Map.of()));
  }

  /**
   * An object from a config map.
   *
   * @throws ConfigException on a missing, unknown or wrong argument
   */
  public T fromConfig(Map<String, ?> config, ReadContext context) {
    return create(Config.read(className(), args, config, context));
  }

  @Override
  public String toString() {
    return module == null ? registeredName() : module + "." + className();
  }
}
