package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.Scratch;

/** What the reading methods of {@link Hdf5Dataset} share. */
final class DatasetReads {
  private DatasetReads() {}

  /** Takes {@code count} elements in {@code piece}, which come after {@code done} earlier ones. */
  interface PieceReader {
    void read(ByteBuffer piece, int done, int count);
  }

  static void inPieces(Hdf5Dataset dataset, long first, int count, PieceReader reader) {
    if (first < 0 || count < 0 || first > dataset.elementCount() - count) {
      throw new IndexOutOfBoundsException(
          "elements " + first + " to " + (first + count) + " of " + dataset.elementCount());
    }
    int size = dataset.type().size();
    int most = Math.max(1, Scratch.PIECE_BYTES / size);
    try (Scratch scratch = new Scratch()) {
      for (int done = 0; done < count; ) {
        int n = Math.min(most, count - done);
        reader.read(dataset.bytes((first + done) * size, n * size, scratch), done, n);
        done += n;
      }
    }
  }

  static int wholeCount(Hdf5Dataset dataset, int room) {
    if (dataset.elementCount() > room) {
      throw new IllegalArgumentException(
          dataset.path() + " has " + dataset.elementCount() + " elements; the array only " + room);
    }
    return (int) dataset.elementCount();
  }

  static ElementFormat wholeNumbers(Hdf5Dataset dataset, int maxSize) {
    ElementFormat format = dataset.elements();
    if (!format.isIntegral() || format.size() > maxSize) {
      throw mismatch(dataset, "whole numbers of at most " + maxSize + " bytes were expected");
    }
    return format;
  }

  static ElementFormat sized(Hdf5Dataset dataset, int size) {
    ElementFormat format = dataset.elements();
    if (format.size() != size) {
      throw mismatch(dataset, "elements of " + size + " bytes were expected");
    }
    return format;
  }

  static void copyBytes(Hdf5Dataset dataset, byte[] into) {
    long size = dataset.storageSize();
    Objects.checkFromIndexSize(0, size, into.length);
    try (Scratch scratch = new Scratch()) {
      for (long done = 0; done < size; ) {
        int n = (int) Math.min(Scratch.PIECE_BYTES, size - done);
        dataset.bytes(done, n, scratch).get(into, (int) done, n);
        done += n;
      }
    }
  }

  private static Hdf5Exception mismatch(Hdf5Dataset dataset, String expected) {
    return new Hdf5Exception(
        FormatException.Kind.MISMATCH,
        dataset.source(),
        -1,
        "dataset "
            + FormatException.quote(dataset.path())
            + " holds "
            + dataset.type()
            + ", where "
            + expected);
  }
}
