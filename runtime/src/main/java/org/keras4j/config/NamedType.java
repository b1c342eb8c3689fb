package org.keras4j.config;

import java.util.List;
import java.util.function.Function;

/**
 * Registry entry of objects that bear a name, with a default of their own: losses and metrics.
 *
 * @param <T> the class
 */
public final class NamedType<T extends Configurable> extends ObjectType<T> {
  private final Arg<String> nameArg;
  private final Function<Config, T> factory;

  /**
   * A type.
   *
   * @param nameArg the argument {@code name}, which is among {@code args}
   */
  public NamedType(
      Class<?> kind,
      String module,
      String className,
      Arg<String> nameArg,
      Function<Config, T> factory,
      List<Arg<?>> args,
      List<String> aliases) {
    super(kind, module, className, factory, args, aliases);
    this.nameArg = nameArg;
    this.factory = factory;
  }

  @Override
  public NamedType<T> aliases(String... names) {
    String className = module() == null ? registeredName() : className();
    return new NamedType<>(kind(), module(), className, nameArg, factory, args(), List.of(names));
  }

  /** The argument {@code name}. */
  public Arg<String> nameArg() {
    return nameArg;
  }

  /** The name in a config; where it has none, the class name in snake case, as in Keras. */
  public String nameIn(Config config) {
    String name = config.get(nameArg);
    return name == null ? Text.snakeCase(className()) : name;
  }
}
