package org.keras4j.config;

import java.util.List;

/**
 * A list of types of one kind. Each package of built-in classes has one; libraries may add theirs
 * through {@link java.util.ServiceLoader}.
 */
public interface TypeCatalog {
  /** What the types are looked up as, such as {@code Layer.class}. */
  Class<?> kind();

  /** The types; asked only when one of this kind is looked for. */
  List<ObjectType<?>> types();
}
