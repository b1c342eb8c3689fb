package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.keras4j.models.Limit;

/** Reads one structure field by field; running off its end is a typed error with the place. */
final class Cursor {
  private final Hdf5Input input;
  private final ByteBuffer bytes;
  private final long start;
  private final String what;

  /**
   * @param start place of the first byte in the file, for messages
   * @param what name of the structure, for messages
   */
  Cursor(Hdf5Input input, ByteBuffer bytes, long start, String what) {
    this.input = input;
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.start = start;
    this.what = what;
  }

  /** Place of the next byte in the file. */
  long offset() {
    return start + bytes.position();
  }

  int position() {
    return bytes.position();
  }

  int remaining() {
    return bytes.remaining();
  }

  int u8() {
    need(1);
    return bytes.get() & 0xff;
  }

  int u16() {
    need(2);
    return bytes.getShort() & 0xffff;
  }

  long u32() {
    need(4);
    return bytes.getInt() & 0xffffffffL;
  }

  /** An address or size as stored; {@link Hdf5Input} refuses the ones that make no sense. */
  long i64() {
    need(8);
    return bytes.getLong();
  }

  /** A little-endian unsigned number of {@code size} bytes, 1 to 8. */
  long number(int size) {
    need(size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes.get() & 0xffL) << 8 * i;
    }
    return value;
  }

  Cursor skip(long count) {
    need(count);
    bytes.position(bytes.position() + (int) count);
    return this;
  }

  /** Skips to the next multiple of {@code unit}, counted from the structure's start. */
  void align(int unit) {
    int past = bytes.position() % unit;
    if (past != 0) {
      skip(unit - past);
    }
  }

  /** The next {@code length} bytes as a structure of their own. */
  Cursor take(long length, String name) {
    need(length);
    Cursor part = new Cursor(input, bytes.slice(bytes.position(), (int) length), offset(), name);
    bytes.position(bytes.position() + (int) length);
    return part;
  }

  /** A cursor of its own at the start of the same structure. */
  Cursor fromStart() {
    return new Cursor(input, bytes.duplicate().position(0), start, what);
  }

  /** The bytes from here on, without moving. */
  ByteBuffer rest() {
    return bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Requires the four ASCII letters that start this structure. */
  Cursor signature(String expected) {
    need(4);
    byte[] found = new byte[4];
    bytes.get(found);
    if (!expected.equals(new String(found, StandardCharsets.ISO_8859_1))) {
      throw input.corrupt(start, what + " does not start with " + expected);
    }
    return this;
  }

  /** Bytes up to the next zero, as UTF-8; skips the zero. */
  String zeroTerminated() {
    long maxBytes = input.limits().get(Limit.NAME_BYTES);
    int from = bytes.position();
    int end = from;
    while (true) {
      if (end >= bytes.limit()) {
        throw input.corrupt(start + from, what + " has a name without an end");
      }
      if (bytes.get(end) == 0) {
        break;
      }
      if (end - from >= maxBytes) {
        input
            .limits()
            .check(Limit.NAME_BYTES, end - from + 1L, input.name(), "the length of a name");
      }
      end++;
    }
    String text = text(from, end - from);
    bytes.position(end + 1);
    return text;
  }

  /** The next {@code length} bytes, as UTF-8. */
  String utf8(int length) {
    need(length);
    String text = text(bytes.position(), length);
    bytes.position(bytes.position() + length);
    return text;
  }

  private String text(int from, int length) {
    byte[] copy = new byte[length];
    bytes.get(from, copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  private void need(long count) {
    if (count < 0 || count > bytes.remaining()) {
      throw input.corrupt(
          offset(),
          what
              + " ends too early: "
              + Long.toUnsignedString(count)
              + " bytes needed, "
              + bytes.remaining()
              + " left");
    }
  }
}
