package org.keras4j.formats.hdf5;

import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;

/** A file read by this library's own reader. */
final class BoundedHdf5File implements Hdf5File {
  private final ByteSource source;
  private final boolean ownsSource;
  private final Hdf5Group root;

  BoundedHdf5File(ByteSource source, LoadPolicy policy, boolean ownsSource) {
    this.source = source;
    this.ownsSource = ownsSource;
    Hdf5Input input = new Hdf5Input(source, policy);
    long address = Superblock.read(input, source);
    this.root = BoundedGroup.root(input, address);
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Hdf5Group root() {
    return root;
  }

  @Override
  public void close() {
    if (ownsSource) {
      source.close();
    }
  }
}
