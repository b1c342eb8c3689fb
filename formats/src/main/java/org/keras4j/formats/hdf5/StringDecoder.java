package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.keras4j.models.Limit;

/** Turns stored string elements into text. */
final class StringDecoder {
  private static final int REFERENCE_BYTES = 16;

  private StringDecoder() {}

  /** Decodes {@code count} elements of a string type, which {@code stored} is proven to hold. */
  static List<String> decode(
      Hdf5Input input, Hdf5Type type, long count, ByteBuffer stored, long offset) {
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      int at = (int) (i * type.size());
      if (type instanceof Hdf5Type.FixedString fixed) {
        texts.add(fixed(stored, at, fixed));
      } else {
        texts.add(variable(input, stored.slice(at, REFERENCE_BYTES), offset + at));
      }
    }
    return List.copyOf(texts);
  }

  private static String variable(Hdf5Input input, ByteBuffer reference, long offset) {
    Cursor cursor = new Cursor(input, reference, offset, "a string reference");
    long length = cursor.u32();
    long heap = cursor.i64();
    int index = (int) cursor.u32();
    if (length == 0 || heap == 0 || heap == Hdf5Input.UNDEFINED) {
      return "";
    }
    input.limits().check(Limit.STRING_BYTES, length, input.name(), "the length of a string");
    // Many references may share one object: the text is charged each time it is decoded.
    input.budget().spend(Limit.METADATA_BYTES, length, "the size of headers and strings");
    String text = input.heap(heap).text(input, index, (int) length);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static String fixed(ByteBuffer stored, int at, Hdf5Type.FixedString type) {
    byte[] bytes = new byte[type.size()];
    stored.get(at, bytes);
    int end = bytes.length;
    if (type.padding() == Hdf5Type.Padding.NULL_TERMINATED) {
      end = 0;
      while (end < bytes.length && bytes[end] != 0) {
        end++;
      }
    } else {
      int pad = type.padding() == Hdf5Type.Padding.SPACE_PADDED ? ' ' : 0;
      while (end > 0 && bytes[end - 1] == pad) {
        end--;
      }
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
