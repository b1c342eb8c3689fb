package org.keras4j.formats.hdf5.jhdf;

import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.hdf5.Hdf5Type;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.ElementFormat.Kind;

/** Translates jHDF's types; values are given out little-endian, whatever the file has. */
final class JhdfTypes {
  private JhdfTypes() {}

  static Hdf5Type of(JhdfContext context, DataType type) {
    int size = type.getSize();
    if (type instanceof FixedPoint whole && whole.getBitPrecision() == 8 * size) {
      return new Hdf5Type.Numeric(
          new ElementFormat(
              whole.isSigned() ? Kind.SIGNED : Kind.UNSIGNED, size, ByteOrder.LITTLE_ENDIAN));
    }
    if (type instanceof FloatingPoint real && isIeee(real)) {
      return new Hdf5Type.Numeric(new ElementFormat(Kind.FLOAT, size, ByteOrder.LITTLE_ENDIAN));
    }
    if (type instanceof EnumDataType names && isBoolean(names)) {
      return new Hdf5Type.Enumeration(
          new ElementFormat(Kind.SIGNED, 1, ByteOrder.LITTLE_ENDIAN),
          Map.of("FALSE", 0L, "TRUE", 1L));
    }
    if (type instanceof StringData) {
      return new Hdf5Type.FixedString(size, Hdf5Type.Padding.NULL_PADDED);
    }
    if (type instanceof VariableLength text && text.isVariableLengthString()) {
      return new Hdf5Type.VariableString();
    }
    throw context.unsupported("the datatype " + type.getClass().getSimpleName());
  }

  private static boolean isIeee(FloatingPoint real) {
    int exponentBits = real.getExponentSize();
    return switch (real.getSize()) {
      case 2 -> exponentBits == 5;
      case 4 -> exponentBits == 8;
      case 8 -> exponentBits == 11;
      default -> false;
    };
  }

  private static boolean isBoolean(EnumDataType names) {
    return names.getSize() == 1
        && Set.copyOf(names.getEnumMapping().values()).equals(Set.of("FALSE", "TRUE"));
  }
}
