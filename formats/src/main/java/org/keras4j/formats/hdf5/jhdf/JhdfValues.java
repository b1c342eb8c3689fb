package org.keras4j.formats.hdf5.jhdf;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.tensor.HalfFloats;

/** Turns the Java objects that jHDF gives for a value into bytes, or into text. */
final class JhdfValues {
  private JhdfValues() {}

  /**
   * The elements as little-endian bytes.
   *
   * @param flat a one-dimensional array, or the boxed value of a scalar
   * @param what names the value in messages
   */
  static ByteBuffer encode(
      JhdfContext context, Object flat, ElementFormat format, long count, String what) {
    requireCount(context, flat, count, what);
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact((int) count, format.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    if (flat instanceof float[] floats && format.size() == 4) {
      bytes.asFloatBuffer().put(floats);
    } else if (flat instanceof double[] doubles) {
      bytes.asDoubleBuffer().put(doubles);
    } else {
      for (int i = 0; i < count; i++) {
        put(bytes, element(flat, i), format);
      }
      bytes.flip();
    }
    return bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The elements as text. */
  static List<String> strings(JhdfContext context, Object flat, long count, String what) {
    requireCount(context, flat, count, what);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = String.valueOf(element(flat, i));
      if (text.indexOf('\ufffd') >= 0) {
        throw context.unsupported(what + ", text with letters beyond ASCII marked as ASCII,");
      }
      texts.add(text);
    }
    return List.copyOf(texts);
  }

  /** jHDF gives an empty array for data never written, and would hide missing chunks so. */
  private static void requireCount(JhdfContext context, Object flat, long count, String what) {
    long found = flat == null ? 0 : flat.getClass().isArray() ? Array.getLength(flat) : 1;
    if (found != count) {
      throw context.error(
          Kind.CORRUPT,
          what + " declares " + count + " elements, of which " + found + " are there");
    }
  }

  private static Object element(Object flat, int index) {
    return flat.getClass().isArray() ? Array.get(flat, index) : flat;
  }

  private static void put(ByteBuffer bytes, Object element, ElementFormat format) {
    if (format.kind() == ElementFormat.Kind.BOOL) {
      bytes.put((byte) ("TRUE".equals(element) ? 1 : 0));
      return;
    }
    Number number = (Number) element;
    if (format.kind() == ElementFormat.Kind.FLOAT) {
      switch (format.size()) {
        case 2 -> bytes.putShort(HalfFloats.floatToFloat16(number.floatValue()));
        case 4 -> bytes.putFloat(number.floatValue());
        default -> bytes.putDouble(number.doubleValue());
      }
      return;
    }
    switch (format.size()) {
      case 1 -> bytes.put((byte) number.longValue());
      case 2 -> bytes.putShort((short) number.longValue());
      case 4 -> bytes.putInt((int) number.longValue());
      default -> bytes.putLong(number.longValue());
    }
  }
}
