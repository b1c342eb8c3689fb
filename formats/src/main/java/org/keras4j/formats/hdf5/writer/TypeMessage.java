package org.keras4j.formats.hdf5.writer;

import java.nio.ByteBuffer;
import org.keras4j.formats.source.ElementFormat;

/** Descriptions of element types, as h5py writes them. */
final class TypeMessage {
  private static final int FIXED_POINT = 0x10;
  private static final int FLOATING_POINT = 0x11;
  private static final int STRING = 0x13;
  private static final int OPAQUE = 0x15;
  private static final int ENUMERATION = 0x18;
  private static final int VARIABLE_LENGTH = 0x19;
  private static final int SIGNED = 0x08;

  /** Bytes of one string of any length: its own length, and where the global heap has it. */
  static final int REFERENCE_BYTES = 16;

  private TypeMessage() {}

  /** The type of numbers; NumPy's names for bool (an enumeration) and bfloat16 (opaque). */
  static byte[] numbers(ElementFormat format) {
    return switch (format.kind()) {
      case BOOL -> bool();
      case SIGNED -> whole(format.size(), SIGNED);
      case UNSIGNED -> whole(format.size(), 0);
      case BFLOAT -> head(8, OPAQUE, 0, format.size()).array();
      case FLOAT ->
          switch (format.size()) {
            case 2 -> floating(2, 10, 5, 15);
            case 4 -> floating(4, 23, 8, 127);
            default -> floating(8, 52, 11, 1023);
          };
    };
  }

  /** Strings of {@code size} bytes, filled up with zeros, of ASCII by declaration. */
  static byte[] fixedString(int size) {
    return head(8, STRING, 1, size).array();
  }

  /** Strings of any length. */
  static byte[] variableString(boolean utf8) {
    return head(20, VARIABLE_LENGTH, utf8 ? 0x0101 : 0x0001, REFERENCE_BYTES)
        .put(whole(1, 0))
        .array();
  }

  private static byte[] whole(int size, int sign) {
    return head(12, FIXED_POINT, sign, size)
        .putShort((short) 0)
        .putShort((short) (8 * size))
        .array();
  }

  private static byte[] floating(int size, int mantissaBits, int exponentBits, int bias) {
    int impliedBit = 0x20;
    int sign = 8 * size - 1;
    return head(20, FLOATING_POINT, impliedBit | sign << 8, size)
        .putShort((short) 0)
        .putShort((short) (8 * size))
        .put((byte) mantissaBits)
        .put((byte) exponentBits)
        .put((byte) 0)
        .put((byte) mantissaBits)
        .putInt(bias)
        .array();
  }

  private static byte[] bool() {
    return head(38, ENUMERATION, 2, 1)
        .put(whole(1, SIGNED))
        .put(LittleEndian.ascii("FALSE\0\0\0TRUE\0\0\0\0"))
        .put((byte) 0)
        .put((byte) 1)
        .array();
  }

  private static ByteBuffer head(int bytes, int classAndVersion, int bits, int size) {
    return LittleEndian.buffer(bytes).putInt(classAndVersion | bits << 8).putInt(size);
  }
}
