package org.keras4j.formats.npy;

import org.keras4j.formats.FormatException;

/** A NumPy file cannot be read or written. */
public final class NpyException extends FormatException {
  private static final long serialVersionUID = 1L;

  /** See {@link FormatException}. */
  public NpyException(Kind kind, String source, long offset, String message) {
    super(kind, source, offset, message);
  }

  /** As the shorter constructor, with the exception that revealed the fault. */
  public NpyException(Kind kind, String source, long offset, String message, Throwable cause) {
    super(kind, source, offset, message, cause);
  }
}
