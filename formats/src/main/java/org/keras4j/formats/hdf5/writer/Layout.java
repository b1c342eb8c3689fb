package org.keras4j.formats.hdf5.writer;

/** Gives each block of a file its place, one behind the other. */
final class Layout {
  private long end;

  Layout(long start) {
    this.end = start;
  }

  /** The address of the next block of {@code bytes}. */
  long place(long bytes) {
    long address = end;
    end = Math.addExact(end, LittleEndian.padded(bytes));
    return address;
  }

  long end() {
    return end;
  }
}
