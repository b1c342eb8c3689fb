package org.keras4j.formats.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.ArrayList;
import java.util.List;

/**
 * A mapped file of any size.
 *
 * <p>One mapping holds at most 2 GiB, so there is one per GiB of the file, each reaching up to 2
 * GiB ahead: a window of at most 1 GiB then always lies inside the mapping in which it starts.
 */
final class MappedSource implements ByteSource {
  private static final int STRIDE_BITS = 30;

  private final String name;
  private final long size;
  private final List<MappedByteBuffer> segments;

  private MappedSource(String name, long size, List<MappedByteBuffer> segments) {
    this.name = name;
    this.size = size;
    this.segments = segments;
  }

  /** Maps the whole channel, which may be closed afterwards. */
  static MappedSource map(String name, FileChannel channel) throws IOException {
    long size = channel.size();
    List<MappedByteBuffer> segments = new ArrayList<>();
    for (long start = 0; start < size; start += 1L << STRIDE_BITS) {
      segments.add(
          channel.map(MapMode.READ_ONLY, start, Math.min(size - start, Integer.MAX_VALUE)));
    }
    return new MappedSource(name, size, List.copyOf(segments));
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
    if (length == 0) {
      return ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteSource.order());
    }
    ByteBuffer segment = segments.get((int) (offset >>> STRIDE_BITS));
    int start = (int) (offset & ((1L << STRIDE_BITS) - 1));
    return segment.slice(start, length).order(ByteSource.order());
  }

  /** The mappings end when the collector finds them unused: Java 17 has no safe way to end them. */
  @Override
  public void close() {}
}
