package org.keras4j.formats.hdf5;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.ElementFormat.Kind;

/**
 * Reads the description of an element type. Types inside types are read one level deep, by other
 * methods, so that no file can make this recurse.
 */
final class Datatype {
  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int STRING = 3;
  private static final int BITFIELD = 4;
  private static final int OPAQUE = 5;
  private static final int ENUMERATION = 8;
  private static final int VARIABLE_LENGTH = 9;

  private final Hdf5Input input;
  private final Cursor cursor;
  private final long at;
  private final int version;
  private final int typeClass;
  private final int bits;
  private final int size;

  private Datatype(Hdf5Input input, Cursor cursor) {
    this.input = input;
    this.cursor = cursor;
    this.at = cursor.offset();
    int classAndVersion = cursor.u8();
    this.version = classAndVersion >> 4;
    this.typeClass = classAndVersion & 15;
    this.bits = (int) cursor.number(3);
    long declared = cursor.u32();
    if (version < 1 || version > 5) {
      throw input.corrupt(at, "a datatype has version " + version);
    }
    if (declared == 0 || declared > Integer.MAX_VALUE) {
      throw input.corrupt(at, "an element has " + declared + " bytes");
    }
    this.size = (int) declared;
  }

  static Hdf5Type read(Hdf5Input input, Cursor cursor) {
    Datatype type = new Datatype(input, cursor);
    return switch (type.typeClass) {
      case FIXED_POINT, BITFIELD, FLOATING_POINT -> new Hdf5Type.Numeric(type.number());
      case STRING -> new Hdf5Type.FixedString(type.size, type.padding(type.bits & 15));
      case OPAQUE -> new Hdf5Type.Opaque(type.size, type.tag());
      case ENUMERATION -> type.enumeration();
      case VARIABLE_LENGTH -> type.variableString();
      default -> throw input.unsupported(type.at, className(type.typeClass));
    };
  }

  private static String className(int typeClass) {
    return switch (typeClass) {
      case 2 -> "the datatype time";
      case 6 -> "a compound datatype (structures, complex numbers)";
      case 7 -> "the datatype reference";
      case 10 -> "the datatype array";
      case 11 -> "the datatype complex";
      default -> "datatype class " + typeClass;
    };
  }

  private ElementFormat number() {
    return switch (typeClass) {
      case FIXED_POINT -> whole((bits & 8) != 0 ? Kind.SIGNED : Kind.UNSIGNED);
      case BITFIELD -> whole(Kind.UNSIGNED);
      case FLOATING_POINT -> floatingPoint();
      default -> throw input.unsupported(at, "an enumeration of " + className(typeClass));
    };
  }

  private ElementFormat whole(Kind kind) {
    int bitOffset = cursor.u16();
    int precision = cursor.u16();
    boolean known = size == 1 || size == 2 || size == 4 || size == 8;
    if (!known || bitOffset != 0 || precision != 8 * size) {
      throw input.unsupported(at, "a whole number of " + precision + " bits in " + size + " bytes");
    }
    return new ElementFormat(kind, size, order());
  }

  private ElementFormat floatingPoint() {
    if ((bits & 0x40) != 0) {
      throw input.unsupported(at, "the VAX number format");
    }
    Layout found =
        new Layout(
            size,
            cursor.u16(),
            cursor.u16(),
            bits >> 8 & 0xff,
            cursor.u8(),
            cursor.u8(),
            cursor.u8(),
            cursor.u8(),
            cursor.u32());
    if (found.equals(Layout.BFLOAT16)) {
      return new ElementFormat(Kind.BFLOAT, size, order());
    }
    if (found.equals(Layout.HALF) || found.equals(Layout.SINGLE) || found.equals(Layout.DOUBLE)) {
      return new ElementFormat(Kind.FLOAT, size, order());
    }
    throw input.unsupported(at, "the floating-point format " + found);
  }

  /** Where the parts of a floating-point number are, in bits from the lowest. */
  private record Layout(
      int size,
      int offset,
      int precision,
      int signAt,
      int exponentAt,
      int exponentBits,
      int mantissaAt,
      int mantissaBits,
      long bias) {
    static final Layout HALF = new Layout(2, 0, 16, 15, 10, 5, 0, 10, 15);
    static final Layout BFLOAT16 = new Layout(2, 0, 16, 15, 7, 8, 0, 7, 127);
    static final Layout SINGLE = new Layout(4, 0, 32, 31, 23, 8, 0, 23, 127);
    static final Layout DOUBLE = new Layout(8, 0, 64, 63, 52, 11, 0, 52, 1023);
  }

  private ByteOrder order() {
    return (bits & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
  }

  private String tag() {
    int length = bits & 0xff;
    return cursor.utf8(Math.min(length, cursor.remaining())).replace("\0", "");
  }

  private Hdf5Type enumeration() {
    Datatype baseType = new Datatype(input, cursor);
    ElementFormat base = baseType.number();
    if (!base.isIntegral() || base.size() != size) {
      throw input.corrupt(at, "an enumeration of " + size + " bytes over " + base.dtype());
    }
    int count = bits & 0xffff;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = cursor.position();
      names.add(cursor.zeroTerminated());
      if (version < 3) {
        cursor.skip((8 - (cursor.position() - from) % 8) % 8);
      }
    }
    Map<String, Long> members = new LinkedHashMap<>();
    for (String name : names) {
      if (members.put(name, cursor.number(size)) != null) {
        throw input.corrupt(at, "an enumeration has a name twice");
      }
    }
    return new Hdf5Type.Enumeration(base, members);
  }

  private Hdf5Type variableString() {
    if ((bits & 15) != 1) {
      throw input.unsupported(at, "a list of variable length");
    }
    if (size != 16) {
      throw input.corrupt(at, "a string reference has " + size + " bytes");
    }
    return new Hdf5Type.VariableString();
  }

  private Hdf5Type.Padding padding(int code) {
    return switch (code) {
      case 0 -> Hdf5Type.Padding.NULL_TERMINATED;
      case 1 -> Hdf5Type.Padding.NULL_PADDED;
      case 2 -> Hdf5Type.Padding.SPACE_PADDED;
      default -> throw input.corrupt(at, "a string has padding " + code);
    };
  }
}
