package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One collection of the global heap, where strings of variable length are kept. */
final class GlobalHeap {
  private static final int HEAD = 16;

  private final long address;
  private final Map<Integer, ByteBuffer> objects;

  private GlobalHeap(long address, Map<Integer, ByteBuffer> objects) {
    this.address = address;
    this.objects = objects;
  }

  static GlobalHeap read(Hdf5Input input, long address) {
    long size = input.block(address, HEAD, "a global heap").signature("GCOL").skip(4).i64();
    Cursor cursor = input.block(address, size, "a global heap").skip(HEAD);
    Map<Integer, ByteBuffer> objects = new HashMap<>();
    while (cursor.remaining() >= HEAD) {
      int index = cursor.u16();
      long length = cursor.skip(6).i64();
      if (index == 0) {
        break; // the rest is free space
      }
      input.chargeEntry();
      ByteBuffer content = cursor.take(length, "an object of a global heap").rest();
      if (objects.put(index, content) != null) {
        throw input.corrupt(cursor.offset(), "a global heap has object " + index + " twice");
      }
      cursor.skip(Math.min(cursor.remaining(), -length & 7));
    }
    return new GlobalHeap(address, objects);
  }

  /** The first {@code length} bytes of an object, as UTF-8. */
  String text(Hdf5Input input, int index, int length) {
    ByteBuffer content = objects.get(index);
    if (content == null || length > content.remaining()) {
      throw input.corrupt(
          address,
          "a string refers to "
              + length
              + " bytes of object "
              + index
              + " of a global heap, which has "
              + (content == null ? "no such object" : content.remaining() + " bytes there"));
    }
    byte[] copy = new byte[length];
    content.get(content.position(), copy);
    return new String(copy, StandardCharsets.UTF_8);
  }
}
