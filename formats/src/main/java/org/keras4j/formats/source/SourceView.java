package org.keras4j.formats.source;

import java.nio.ByteBuffer;

/** A part of another source. */
final class SourceView implements ByteSource {
  private final ByteSource parent;
  private final String name;
  private final long start;
  private final long size;

  SourceView(ByteSource parent, String name, long start, long size) {
    this.parent = parent;
    this.name = name;
    this.start = start;
    this.size = size;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    ByteSource.checkRange(this, offset, length);
    return parent.slice(start + offset, length);
  }

  @Override
  public ByteBuffer slice(long offset, int length, Scratch scratch) {
    ByteSource.checkRange(this, offset, length);
    return parent.slice(start + offset, length, scratch);
  }

  @Override
  public void close() {}
}
