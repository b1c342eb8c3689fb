package org.keras4j.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types that may be built from a description: an immutable value. Later types win over earlier
 * ones of the same name, so that a caller can replace a built-in.
 *
 * <p>Catalogues are opened when a type of their kind is first looked for, so that a model of three
 * layers does not pay for hundreds of operations.
 */
public final class TypeRegistry {
  private final List<TypeCatalog> catalogs;
  private final List<ObjectType<?>> added;
  private final Map<Class<?>, Map<String, ObjectType<?>>> names = new ConcurrentHashMap<>();

  private TypeRegistry(List<TypeCatalog> catalogs, List<ObjectType<?>> added) {
    this.catalogs = catalogs;
    this.added = added;
  }

  /** A registry of just these types. */
  public static TypeRegistry of(Collection<? extends ObjectType<?>> types) {
    return new TypeRegistry(List.of(), List.copyOf(types));
  }

  /** Keras' own types and those of every catalogue on the class path or module path. */
  public static TypeRegistry standard() {
    return Standard.REGISTRY;
  }

  /** This registry and more types. */
  public TypeRegistry with(ObjectType<?>... more) {
    List<ObjectType<?>> all = new ArrayList<>(added);
    all.addAll(List.of(more));
    return new TypeRegistry(catalogs, List.copyOf(all));
  }

  /** All types. */
  public List<ObjectType<?>> types() {
    List<ObjectType<?>> all = new ArrayList<>();
    catalogs.forEach(catalog -> all.addAll(catalog.types()));
    all.addAll(added);
    return all;
  }

  /** All names by which types of a kind are known. */
  public Collection<String> names(Class<?> kind) {
    return byName(kind).keySet();
  }

  /** The type of a kind that a name means: class name, registered name, snake case or alias. */
  public Optional<ObjectType<?>> find(Class<?> kind, String name) {
    ObjectType<?> type = byName(kind).get(name);
    if (type == null && name.indexOf('>') >= 0) {
      type = byName(kind).get(name.substring(name.indexOf('>') + 1));
    }
    return Optional.ofNullable(type);
  }

  private Map<String, ObjectType<?>> byName(Class<?> kind) {
    return names.computeIfAbsent(kind, this::collect);
  }

  private Map<String, ObjectType<?>> collect(Class<?> kind) {
    Map<String, ObjectType<?>> found = new LinkedHashMap<>();
    for (TypeCatalog catalog : catalogs) {
      if (catalog.kind() == kind) {
        catalog.types().forEach(type -> type.names().forEach(name -> found.put(name, type)));
      }
    }
    for (ObjectType<?> type : added) {
      if (type.kind() == kind) {
        type.names().forEach(name -> found.put(name, type));
      }
    }
    return found;
  }

  private static final class Standard {
    static final TypeRegistry REGISTRY =
        new TypeRegistry(
            ServiceLoader.load(TypeCatalog.class, TypeCatalog.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .toList(),
            List.of());
  }
}
