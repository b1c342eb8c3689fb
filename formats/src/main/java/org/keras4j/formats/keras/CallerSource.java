package org.keras4j.formats.keras;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.ModelSource;

/** A caller's own source as the formats read it. */
final class CallerSource implements ByteSource {
  private final ModelSource.RandomAccess source;
  private final long size;

  CallerSource(ModelSource.RandomAccess source) {
    this.source = source;
    try {
      this.size = source.size();
    } catch (IOException e) {
      throw failed(source, -1, e);
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    ByteSource.checkRange(this, offset, length);
    try {
      ByteBuffer bytes = source.read(offset, length);
      if (bytes.remaining() != length) {
        throw new FormatException(
            FormatException.Kind.IO,
            name(),
            offset,
            "the source gave " + bytes.remaining() + " bytes where " + length + " were asked for");
      }
      return bytes.slice().asReadOnlyBuffer().order(ByteSource.order());
    } catch (IOException e) {
      throw failed(source, offset, e);
    }
  }

  static FormatException failed(ModelSource source, long offset, IOException e) {
    return new FormatException(
        FormatException.Kind.IO, source.name(), offset, "cannot be read: " + e, e);
  }

  @Override
  public void close() {}
}
