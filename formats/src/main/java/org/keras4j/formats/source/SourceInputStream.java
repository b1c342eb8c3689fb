package org.keras4j.formats.source;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/** Reads a source from start to end. */
final class SourceInputStream extends InputStream {
  private static final int MOST_BYTES = 256 << 10;

  private final ByteSource source;
  private long position;

  SourceInputStream(ByteSource source) {
    this.source = source;
  }

  @Override
  public int read() {
    if (position >= source.size()) {
      return -1;
    }
    return source.slice(position++, 1).get(0) & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    if (position >= source.size()) {
      return -1;
    }
    int n = (int) Math.min(Math.min(length, MOST_BYTES), source.size() - position);
    ByteBuffer window = source.slice(position, n);
    window.get(target, offset, n);
    position += n;
    return n;
  }

  @Override
  public long skip(long n) {
    long skipped = Math.max(0, Math.min(n, source.size() - position));
    position += skipped;
    return skipped;
  }

  @Override
  public int available() {
    return (int) Math.min(Integer.MAX_VALUE, source.size() - position);
  }
}
