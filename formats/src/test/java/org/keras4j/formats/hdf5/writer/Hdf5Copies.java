package org.keras4j.formats.hdf5.writer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.hdf5.Hdf5Type;

/** Copies of files: all that the reader finds, written by the writer. */
final class Hdf5Copies {
  private Hdf5Copies() {}

  static Hdf5Writer of(Hdf5Group root) {
    Hdf5Writer copy = new Hdf5Writer();
    Deque<Hdf5Group> groups = new ArrayDeque<>();
    groups.push(root);
    while (!groups.isEmpty()) {
      Hdf5Group group = groups.pop();
      NewGroup target = copy.root().group(group.path());
      copyAttributes(group, target);
      for (String name : group.names()) {
        Hdf5Node child = group.child(name).orElseThrow();
        if (child instanceof Hdf5Group inner) {
          groups.push(inner);
        } else {
          copyDataset((Hdf5Dataset) child, target, name);
        }
      }
    }
    return copy;
  }

  private static void copyDataset(Hdf5Dataset dataset, NewGroup target, String name) {
    byte[] bytes = new byte[Math.toIntExact(dataset.storageSize())];
    dataset.readBytesInto(bytes);
    copyAttributes(
        dataset,
        target.dataset(name, dataset.elements(), dataset.shape(), out -> out.write(bytes)));
  }

  private static void copyAttributes(Hdf5Node from, NewObject to) {
    for (Hdf5Attribute attribute : from.attributes().values()) {
      if (attribute.shape().length > 0) {
        to.attribute(attribute.name(), attribute.strings());
      } else {
        boolean utf8 = attribute.type() instanceof Hdf5Type.VariableString;
        to.attribute(attribute.name(), attribute.string(), utf8);
      }
    }
  }

  static byte[] bytes(Hdf5Writer file) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      file.writeTo(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
