package org.keras4j.formats;

import java.util.Objects;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.SafeText;

/**
 * A file cannot be read or written as asked: it is damaged, uses something this library does not
 * read, exceeds a limit of the caller, or asks for something unsafe.
 *
 * <p>The message starts with the source's name and, where it is known, the byte offset; it says
 * what was found, what was expected, and what to do about it. Text taken from a file is escaped and
 * shortened.
 */
public class FormatException extends KerasException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_QUOTED = 200;

  /** Why the file was refused, so that a caller can react without reading the message. */
  public enum Kind {
    /** The bytes contradict the format, or are cut off. */
    CORRUPT,
    /** Well-formed as far as seen, but uses a feature that is not read here. */
    UNSUPPORTED,
    /** Exceeds one of the caller's limits, which the message names. */
    LIMIT_EXCEEDED,
    /** Asks for something no loader should do for a file it does not trust. */
    UNSAFE,
    /** Holds something else than the caller asked for: a missing name, another type or shape. */
    MISMATCH,
    /** The operating system refused to read or write. */
    IO,
    /** The reading thread was interrupted. */
    INTERRUPTED
  }

  private final Kind kind;
  private final String source;
  private final long offset;

  /**
   * @param source name of the file or stream, for the message
   * @param offset byte offset in it, or -1 when the fault has no place
   */
  public FormatException(Kind kind, String source, long offset, String message) {
    this(kind, source, offset, message, null);
  }

  /** As the shorter constructor, with the exception that revealed the fault. */
  public FormatException(Kind kind, String source, long offset, String message, Throwable cause) {
    super(source + (offset < 0 ? "" : " (byte " + offset + ")") + ": " + message, cause);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.source = Objects.requireNonNull(source, "source");
    this.offset = offset;
  }

  /** Why the file was refused. */
  public final Kind kind() {
    return kind;
  }

  /** Name of the file or stream. */
  public final String source() {
    return source;
  }

  /** Byte offset of the fault, or -1 when it has no place. */
  public final long offset() {
    return offset;
  }

  /**
   * Text from a file in a form that is safe to log: quoted, control and bidirectional characters
   * escaped, at most 200 characters.
   */
  public static String quote(CharSequence fileText) {
    if (fileText.length() > MAX_QUOTED) {
      return "'"
          + SafeText.line(fileText.subSequence(0, MAX_QUOTED))
          + "...' ("
          + fileText.length()
          + " characters)";
    }
    return "'" + SafeText.line(fileText) + "'";
  }
}
