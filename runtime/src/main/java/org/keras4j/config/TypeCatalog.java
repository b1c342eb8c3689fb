package org.keras4j.config;

import java.util.List;

/**
 * A list of types. Each package of built-in classes has one; libraries may add theirs through {@link
 * java.util.ServiceLoader}.
 */
public interface TypeCatalog {
  List<ObjectType<?>> types();
}
