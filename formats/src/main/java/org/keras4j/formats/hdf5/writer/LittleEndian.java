package org.keras4j.formats.hdf5.writer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes in the order and the units of the file. */
final class LittleEndian {
  /** Blocks and the parts of version 1 messages begin at multiples of this. */
  private static final int UNIT = 8;

  /** The address of what is not there. */
  static final long UNDEFINED = -1L;

  private LittleEndian() {}

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int padded(int size) {
    return Math.toIntExact(padded((long) size));
  }

  static long padded(long size) {
    return Math.addExact(size, UNIT - 1) & -UNIT;
  }

  /** Puts {@code bytes}, and zeros up to the next multiple of the unit. */
  static void putPadded(ByteBuffer into, byte[] bytes) {
    int end = into.position() + padded(bytes.length);
    into.put(bytes).position(end);
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
