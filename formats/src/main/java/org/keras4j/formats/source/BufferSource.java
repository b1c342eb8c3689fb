package org.keras4j.formats.source;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A source over one buffer. */
final class BufferSource implements ByteSource {
  private final String name;
  private final ByteBuffer bytes;

  BufferSource(String name, ByteBuffer bytes) {
    this.name = Objects.requireNonNull(name, "name");
    this.bytes = bytes.slice().asReadOnlyBuffer();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.capacity();
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    ByteSource.checkRange(this, offset, length);
    return bytes.slice((int) offset, length).order(ByteSource.order());
  }

  @Override
  public void close() {}
}
