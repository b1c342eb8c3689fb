package org.keras4j.formats.source;

import java.nio.ByteBuffer;

/**
 * A source that stops giving bytes when time is over. Every loop over a file's content reads it.
 */
final class GuardedSource implements ByteSource {
  private final ByteSource bytes;
  private final Deadline deadline;

  GuardedSource(ByteSource bytes, Deadline deadline) {
    this.bytes = bytes;
    this.deadline = deadline;
  }

  @Override
  public String name() {
    return bytes.name();
  }

  @Override
  public long size() {
    return bytes.size();
  }

  @Override
  public ByteBuffer slice(long offset, int length) {
    deadline.check();
    return bytes.slice(offset, length);
  }

  @Override
  public ByteBuffer slice(long offset, int length, Scratch scratch) {
    deadline.check();
    return bytes.slice(offset, length, scratch);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
