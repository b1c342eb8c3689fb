package org.keras4j.formats.source;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.keras4j.formats.FormatException;
import org.keras4j.models.Limit;

/**
 * Bytes with random access: a file, an array, or a part of another source. Safe for use by several
 * threads at once.
 */
public interface ByteSource extends AutoCloseable {
  /** The longest piece that {@link #slice} gives: 1 GiB. */
  int MAX_SLICE = 1 << 30;

  /** What to call this source in messages: usually the path. */
  String name();

  /** Length in bytes. */
  long size();

  /**
   * A read-only little-endian window; without copying, where the bytes are in memory.
   *
   * @param offset first byte
   * @param length bytes, at most {@link #MAX_SLICE}
   * @throws FormatException of kind {@code CORRUPT} when the window does not lie inside the source
   */
  ByteBuffer slice(long offset, int length);

  /**
   * As the shorter form, but what has to be read from a file is read into {@code scratch}: for
   * loops over much data, which would allocate as much.
   *
   * @return a window that is valid until {@code scratch} is used again, or closed
   */
  default ByteBuffer slice(long offset, int length, Scratch scratch) {
    return slice(offset, length);
  }

  /** Gives the source back. Its windows, and views of it, must not be used afterwards. */
  @Override
  void close();

  /** All bytes in order. Closing the stream leaves the source open. */
  default InputStream stream() {
    return new SourceInputStream(this);
  }

  /**
   * A part of this source, without copying. Closing the view leaves this source open.
   *
   * @throws FormatException of kind {@code CORRUPT} when the part does not lie inside this source
   */
  default ByteSource view(String name, long offset, long length) {
    checkRange(this, offset, length);
    return new SourceView(this, name, offset, length);
  }

  /**
   * A file. Small files are read at once; larger ones, whatever their size, as they are used.
   *
   * @throws FormatException of kind {@code IO} when the file cannot be read
   */
  static ByteSource of(Path path) {
    return FileSources.open(path);
  }

  /** An array, which must not change while the source is in use. */
  static ByteSource of(String name, byte[] bytes) {
    return new BufferSource(name, ByteBuffer.wrap(bytes));
  }

  /** The remaining bytes of a buffer, whose position stays where it is. */
  static ByteSource of(String name, ByteBuffer bytes) {
    return new BufferSource(name, bytes);
  }

  /**
   * All that a stream gives, read into memory. The stream is left open, at its end.
   *
   * @throws FormatException when the stream fails, or gives more than {@link Limit#STREAM_BYTES}
   */
  static ByteSource of(String name, InputStream stream, ReadLimits limits) {
    return FileSources.readFully(name, stream, limits);
  }

  /** Refuses a range that does not lie inside {@code source}, whatever the two numbers are. */
  static void checkRange(ByteSource source, long offset, long length) {
    if (offset < 0 || length < 0 || offset > source.size() - length) {
      throw new FormatException(
          FormatException.Kind.CORRUPT,
          source.name(),
          offset < 0 ? -1 : offset,
          "refers to "
              + Long.toUnsignedString(length)
              + " bytes at "
              + Long.toUnsignedString(offset)
              + ", but the file has "
              + source.size()
              + " bytes. The file is damaged or cut off; get a fresh copy");
    }
  }

  /** The byte order of every window. */
  static ByteOrder order() {
    return ByteOrder.LITTLE_ENDIAN;
  }
}
