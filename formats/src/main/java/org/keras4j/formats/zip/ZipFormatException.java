package org.keras4j.formats.zip;

import org.keras4j.formats.FormatException;

/** A zip archive, or a member of one, cannot be read. */
public final class ZipFormatException extends FormatException {
  private static final long serialVersionUID = 1L;

  /** See {@link FormatException}. */
  public ZipFormatException(Kind kind, String source, long offset, String message) {
    super(kind, source, offset, message);
  }
}
