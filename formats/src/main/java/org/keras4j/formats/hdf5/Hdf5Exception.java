package org.keras4j.formats.hdf5;

import org.keras4j.formats.FormatException;

/** An HDF5 file, or a part of one, cannot be read. */
public final class Hdf5Exception extends FormatException {
  private static final long serialVersionUID = 1L;

  /** See {@link FormatException}. */
  public Hdf5Exception(Kind kind, String source, long offset, String message) {
    super(kind, source, offset, message);
  }

  /** As the shorter constructor, with the exception that revealed the fault. */
  public Hdf5Exception(Kind kind, String source, long offset, String message, Throwable cause) {
    super(kind, source, offset, message, cause);
  }
}
