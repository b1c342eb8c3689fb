package org.keras4j.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types that may be built from a description: an immutable value. A caller's own types win over
 * built-in ones of the same name.
 *
 * <p>Catalogues are opened one after another until a name is found, so that a model of three layers
 * does not pay for loading hundreds of classes.
 */
public final class TypeRegistry {
  private final List<TypeCatalog> catalogs;
  private final List<ObjectType<?>> added;
  private final Map<Class<?>, Names> byKind = new ConcurrentHashMap<>();

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

  /** This registry and more types, which win over those of the same name. */
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
    return namesOf(kind).all();
  }

  /** The type of a kind that a name means: class name, registered name, snake case or alias. */
  public Optional<ObjectType<?>> find(Class<?> kind, String name) {
    ObjectType<?> type = namesOf(kind).find(name);
    if (type == null && name.indexOf('>') >= 0) {
      type = namesOf(kind).find(name.substring(name.indexOf('>') + 1));
    }
    return Optional.ofNullable(type);
  }

  private Names namesOf(Class<?> kind) {
    return byKind.computeIfAbsent(
        kind,
        k ->
            new Names(
                added.stream().filter(type -> type.kind() == k).toList(),
                catalogs.stream().filter(catalog -> catalog.kind() == k).iterator()));
  }

  /** The types of one kind by name, as far as catalogues had to be opened. */
  private static final class Names {
    private final Map<String, ObjectType<?>> found = new LinkedHashMap<>();

    /**
     * Plain names of types registered in a package, which mean them where nothing else is meant.
     */
    private final Map<String, ObjectType<?>> packaged = new LinkedHashMap<>();

    private final Iterator<TypeCatalog> unopened;

    Names(List<ObjectType<?>> added, Iterator<TypeCatalog> unopened) {
      this.unopened = unopened;
      for (ObjectType<?> type : added) {
        type.names().forEach(name -> (isPlain(type, name) ? packaged : found).put(name, type));
      }
    }

    private static boolean isPlain(ObjectType<?> type, String name) {
      return type.isPackaged() && name.indexOf('>') < 0;
    }

    synchronized ObjectType<?> find(String name) {
      while (!found.containsKey(name) && unopened.hasNext()) {
        openNext();
      }
      return found.getOrDefault(name, packaged.get(name));
    }

    synchronized List<String> all() {
      while (unopened.hasNext()) {
        openNext();
      }
      Set<String> all = new LinkedHashSet<>(found.keySet());
      all.addAll(packaged.keySet());
      return List.copyOf(all);
    }

    private void openNext() {
      for (ObjectType<?> type : unopened.next().types()) {
        type.names()
            .forEach(name -> (isPlain(type, name) ? packaged : found).putIfAbsent(name, type));
      }
    }
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
