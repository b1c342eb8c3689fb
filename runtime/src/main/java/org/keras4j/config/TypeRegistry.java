package org.keras4j.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The types that may be built from a description: an immutable value. Later types win over earlier
 * ones of the same name, so that a caller can replace a built-in.
 */
public final class TypeRegistry {
  private final List<ObjectType<?>> types;
  private final Map<Class<?>, Map<String, ObjectType<?>>> byKindAndName;

  private TypeRegistry(List<ObjectType<?>> types) {
    this.types = List.copyOf(types);
    this.byKindAndName = new LinkedHashMap<>();
    for (ObjectType<?> type : types) {
      Map<String, ObjectType<?>> names =
          byKindAndName.computeIfAbsent(type.kind(), kind -> new LinkedHashMap<>());
      type.names().forEach(name -> names.put(name, type));
    }
  }

  /** A registry of just these types. */
  public static TypeRegistry of(Collection<? extends ObjectType<?>> types) {
    return new TypeRegistry(List.copyOf(types));
  }

  /** Keras' own types and those of every catalogue on the class path or module path. */
  public static TypeRegistry standard() {
    return Standard.REGISTRY;
  }

  /** This registry and more types. */
  public TypeRegistry with(ObjectType<?>... more) {
    List<ObjectType<?>> all = new ArrayList<>(types);
    all.addAll(List.of(more));
    return new TypeRegistry(all);
  }

  public List<ObjectType<?>> types() {
    return types;
  }

  /** All names by which types of a kind are known. */
  public Collection<String> names(Class<?> kind) {
    return byKindAndName.getOrDefault(kind, Map.of()).keySet();
  }

  /** The type of a kind that a name means: class name, registered name, snake case or alias. */
  public Optional<ObjectType<?>> find(Class<?> kind, String name) {
    Map<String, ObjectType<?>> names = byKindAndName.getOrDefault(kind, Map.of());
    ObjectType<?> type = names.get(name);
    if (type == null && name.indexOf('>') >= 0) {
      type = names.get(name.substring(name.indexOf('>') + 1));
    }
    return Optional.ofNullable(type);
  }

  private static final class Standard {
    static final TypeRegistry REGISTRY = load();

    private static TypeRegistry load() {
      List<ObjectType<?>> types = new ArrayList<>();
      ServiceLoader.load(TypeCatalog.class, TypeCatalog.class.getClassLoader())
          .forEach(catalog -> types.addAll(catalog.types()));
      return new TypeRegistry(types);
    }
  }
}
