package org.keras4j.formats.keras;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;

/**
 * Weights by the paths of the objects that own them, as {@code .weights.h5} files keep them. A
 * model may be spread over several files, and one object too: they are seen as one.
 */
final class WeightGroups {
  private static final String VARIABLES = "vars";

  private final List<Hdf5Group> roots;

  WeightGroups(List<Hdf5Group> roots) {
    this.roots = List.copyOf(roots);
  }

  /** Whether there is a group at a path. */
  boolean contains(String path) {
    return roots.stream().anyMatch(root -> root.group(path).isPresent());
  }

  /** Names of what lies in the group at a path; empty when there is none. */
  Set<String> names(String path) {
    Set<String> names = new LinkedHashSet<>();
    roots.forEach(root -> root.group(path).ifPresent(group -> names.addAll(group.names())));
    return names;
  }

  /** The variables of the object at a path, by key. */
  Map<String, Hdf5Dataset> variables(String path) {
    Map<String, Hdf5Dataset> found = new LinkedHashMap<>();
    for (Hdf5Group root : roots) {
      Optional<Hdf5Group> group = root.group(join(path, VARIABLES));
      if (group.isPresent()) {
        for (String name : group.get().names()) {
          group.get().dataset(name).ifPresent(dataset -> found.put(name, dataset));
        }
      }
    }
    return found;
  }

  /** Whether a group holds variables of the object that it lies in. */
  static boolean isVariables(String name) {
    return name.equals(VARIABLES);
  }

  static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
