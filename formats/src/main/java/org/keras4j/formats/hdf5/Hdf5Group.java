package org.keras4j.formats.hdf5;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A named collection of groups and datasets. */
public interface Hdf5Group extends Hdf5Node {
  /** Names of the members, sorted by their UTF-8 bytes as h5py lists them. */
  Set<String> names();

  /**
   * The member called {@code name}, if there is one.
   *
   * @throws Hdf5Exception when it is a link to another place, which is refused as Keras does
   */
  Optional<Hdf5Node> child(String name);

  /** What lies at a path of names joined by {@code '/'}, relative to this group. */
  default Optional<Hdf5Node> find(String relativePath) {
    Hdf5Node node = this;
    for (String name : relativePath.split("/")) {
      if (name.isEmpty()) {
        continue;
      }
      Optional<Hdf5Node> next =
          node instanceof Hdf5Group group ? group.child(name) : Optional.empty();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      node = next.get();
    }
    return Optional.of(node);
  }

  /** The group at a path, if there is one. */
  default Optional<Hdf5Group> group(String relativePath) {
    return find(relativePath).filter(Hdf5Group.class::isInstance).map(Hdf5Group.class::cast);
  }

  /** The dataset at a path, if there is one. */
  default Optional<Hdf5Dataset> dataset(String relativePath) {
    return find(relativePath).filter(Hdf5Dataset.class::isInstance).map(Hdf5Dataset.class::cast);
  }

  /**
   * A list of names kept as an attribute, such as {@code layer_names}. HDF5 headers hold 64 KB, so
   * Keras splits a longer list into {@code name0}, {@code name1}, ... No attribute at all is an
   * empty list, as in Keras.
   */
  default List<String> stringList(String attributeName) {
    Optional<Hdf5Attribute> whole = attribute(attributeName);
    if (whole.isPresent()) {
      return whole.get().strings();
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; ; i++) {
      Optional<Hdf5Attribute> part = attribute(attributeName + i);
      if (part.isEmpty()) {
        return List.copyOf(all);
      }
      all.addAll(part.get().strings());
    }
  }
}
