package org.keras4j.formats.hdf5;

import java.util.Map;
import java.util.Optional;

/** A group or a dataset. */
public interface Hdf5Node {
  /** Path from the root: {@code "/"} for the root itself, {@code "/layers/dense/vars/0"}. */
  String path();

  /** The last part of the path; empty for the root. */
  default String name() {
    return path().substring(path().lastIndexOf('/') + 1);
  }

  /**
   * All attributes, in the file's order.
   *
   * @throws Hdf5Exception when one of them cannot be read
   */
  Map<String, Hdf5Attribute> attributes();

  /** The attribute called {@code name}, if there is one. */
  default Optional<Hdf5Attribute> attribute(String name) {
    return Optional.ofNullable(attributes().get(name));
  }
}
