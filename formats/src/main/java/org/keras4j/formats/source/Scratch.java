package org.keras4j.formats.source;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Room for pieces of a file that are looked at one after another. It is taken from the file when
 * the first piece has to be read, and given back on closing, so that reading hundreds of arrays
 * takes the room of one piece. Outside of Java's heap, from where the system would copy once more.
 */
public final class Scratch implements AutoCloseable {
  /** Bytes of a piece: it fits into a core's cache, from where it is decoded. */
  public static final int PIECE_BYTES = 256 << 10;

  private ByteBuffer room;
  private AtomicReference<ByteBuffer> home;

  /** Room for {@code length} bytes; {@code spare} holds what the last reader gave back, or null. */
  ByteBuffer room(int length, AtomicReference<ByteBuffer> spare) {
    if (room == null) {
      home = spare;
      room = spare.getAndSet(null);
    }
    if (room == null || room.capacity() < length) {
      room = ByteBuffer.allocateDirect(Math.max(length, PIECE_BYTES));
    }
    return room.clear().limit(length);
  }

  /** Gives the room back; windows onto it must not be used afterwards. */
  @Override
  public void close() {
    if (room != null) {
      home.set(room);
      room = null;
    }
  }
}
