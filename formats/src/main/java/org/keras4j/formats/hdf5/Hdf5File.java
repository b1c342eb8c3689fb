package org.keras4j.formats.hdf5;

import java.nio.file.Path;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;

/**
 * An open HDF5 file.
 *
 * <p>Walking groups is for one thread at a time; reading datasets is safe from several.
 */
public interface Hdf5File extends AutoCloseable {
  /** Name of the file, for messages. */
  String name();

  /** The group that holds everything else. */
  Hdf5Group root();

  /** Gives back what opening took; a source that the caller opened stays open. */
  @Override
  void close();

  /** Whether the bytes start as an HDF5 file does, possibly after a user block. */
  static boolean isHdf5(ByteSource source) {
    return Superblock.find(source) >= 0;
  }

  /**
   * Opens a file with this library's own reader, which reads what Keras writes.
   *
   * @throws Hdf5Exception when the bytes are no HDF5 file, or a damaged one
   */
  static Hdf5File open(ByteSource source, LoadPolicy policy) {
    return new BoundedHdf5File(source, policy, false);
  }

  /** As the longer form, for a file on disk and any origin. */
  static Hdf5File open(Path path) {
    return new BoundedHdf5File(ByteSource.of(path), LoadPolicy.strict(), true);
  }
}
