package org.keras4j.formats.hdf5;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.LoadPolicy;

/** Visits everything in a file. */
public final class Hdf5Walk {
  private Hdf5Walk() {}

  /** Parents come before their members, members in the group's order. */
  public static void nodes(Hdf5Group root, Consumer<Hdf5Node> visitor) {
    Deque<Hdf5Node> pending = new ArrayDeque<>();
    pending.push(root);
    while (!pending.isEmpty()) {
      Hdf5Node node = pending.pop();
      visitor.accept(node);
      if (node instanceof Hdf5Group group) {
        String[] names = group.names().toArray(String[]::new);
        for (int i = names.length - 1; i >= 0; i--) {
          pending.push(group.child(names[i]).orElseThrow());
        }
      }
    }
  }

  /** Reads every attribute and every element, as a loader would at most. */
  public static void readAll(Hdf5Group root) {
    nodes(
        root,
        node -> {
          for (Hdf5Attribute attribute : node.attributes().values()) {
            if (attribute.type().isString()) {
              attribute.strings();
            } else if (attribute.type().numbers().isPresent()) {
              attribute.doubles();
            }
          }
          if (node instanceof Hdf5Dataset dataset) {
            if (dataset.type().isString()) {
              dataset.strings();
            } else {
              dataset.readBytesInto(new byte[Math.toIntExact(dataset.storageSize())]);
            }
          }
        });
  }

  /** Opens an HDF5 test file, or the weights inside a {@code .keras} one. */
  public static Hdf5File open(String name) {
    ByteSource source = ByteSource.of(name, TestFiles.bytes("hdf5/" + name));
    if (name.endsWith(".keras")) {
      source = ZipArchive.open(source, LoadPolicy.strict()).member("model.weights.h5");
    }
    return Hdf5File.open(source, LoadPolicy.strict());
  }
}
