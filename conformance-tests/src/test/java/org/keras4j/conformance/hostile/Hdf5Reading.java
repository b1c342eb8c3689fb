package org.keras4j.conformance.hostile;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;

/** Reads everything that an HDF5 file holds, as a loader of unknown models would. */
final class Hdf5Reading {
  private Hdf5Reading() {}

  static void all(byte[] bytes) {
    all(ByteSource.of("hostile.h5", bytes));
  }

  static void all(Path file) {
    try (ByteSource source = ByteSource.of(file)) {
      all(source);
    }
  }

  private static void all(ByteSource source) {
    try (Hdf5File file = Hdf5File.open(source, LoadPolicy.strict())) {
      Deque<Hdf5Node> open = new ArrayDeque<>();
      open.push(file.root());
      while (!open.isEmpty()) {
        Hdf5Node node = open.pop();
        node.attributes()
            .values()
            .forEach(
                attribute -> {
                  if (attribute.type().isString()) {
                    attribute.strings();
                  }
                });
        if (node instanceof Hdf5Dataset dataset) {
          dataset.toNDArray();
        } else if (node instanceof Hdf5Group group) {
          group.names().forEach(name -> open.push(group.child(name).orElseThrow()));
        }
      }
    }
  }
}
