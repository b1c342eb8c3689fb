package org.keras4j.formats.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicReference;
import org.keras4j.formats.FormatException;

/**
 * A file of any size, read where and when it is asked for.
 *
 * <p>Not mapped into memory: the JVM fails in an unforeseeable place when another program cuts a
 * mapped file short, and cannot give a mapping back on demand.
 */
final class FileSource implements ByteSource {
  /** Structures of a few bytes are read together with what surrounds them. */
  private static final int BLOCK_BYTES = 16 << 10;

  private final String name;
  private final FileChannel channel;
  private final long size;
  private final AtomicReference<ByteBuffer> spare = new AtomicReference<>();
  private volatile Block last = new Block(0, ByteBuffer.allocate(0));

  /** Some bytes of the file, from {@code start} on. */
  private record Block(long start, ByteBuffer bytes) {
    boolean holds(long offset, int length) {
      return offset >= start && offset + length <= start + bytes.capacity();
    }
  }

  /** Takes the channel over: {@link #close} closes it. */
  FileSource(String name, FileChannel channel, long size) {
    this.name = name;
    this.channel = channel;
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
    if (length > MAX_SLICE) {
      throw new IllegalArgumentException(
          "a slice has at most " + MAX_SLICE + " bytes; received " + length);
    }
    if (length > BLOCK_BYTES / 2) {
      return read(offset, ByteBuffer.allocate(length)).asReadOnlyBuffer().order(ByteSource.order());
    }
    Block block = last;
    if (!block.holds(offset, length)) {
      long start = Math.max(0, Math.min(offset, size - BLOCK_BYTES));
      int bytes = (int) Math.min(BLOCK_BYTES, size - start);
      block = new Block(start, read(start, ByteBuffer.allocate(bytes)));
      last = block;
    }
    int at = (int) (offset - block.start);
    return block.bytes.slice(at, length).asReadOnlyBuffer().order(ByteSource.order());
  }

  @Override
  public ByteBuffer slice(long offset, int length, Scratch scratch) {
    ByteSource.checkRange(this, offset, length);
    return read(offset, scratch.room(length, spare)).order(ByteSource.order());
  }

  /** Fills {@code into} from the file, and makes it ready to be read. */
  private ByteBuffer read(long offset, ByteBuffer into) {
    try {
      while (into.hasRemaining()) {
        if (channel.read(into, offset + into.position()) < 0) {
          throw new FormatException(
              FormatException.Kind.IO,
              name,
              offset + into.position(),
              "was cut short while it was being read; it had " + size + " bytes");
        }
      }
    } catch (IOException e) {
      throw new FormatException(FormatException.Kind.IO, name, offset, "cannot be read: " + e, e);
    }
    return into.flip();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new FormatException(FormatException.Kind.IO, name, -1, "cannot be closed: " + e, e);
    }
  }
}
