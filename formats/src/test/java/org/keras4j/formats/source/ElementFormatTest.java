package org.keras4j.formats.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ElementFormat.Kind;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

class ElementFormatTest {
  private static ByteBuffer bytes(int... values) {
    ByteBuffer b = ByteBuffer.allocate(values.length + 1);
    b.put((byte) 0x55); // elements in files are not aligned
    for (int value : values) {
      b.put((byte) value);
    }
    return b.position(1);
  }

  private static double asDouble(Kind kind, int size, ByteOrder order, int... values) {
    double[] out = new double[1];
    new ElementFormat(kind, size, order).read(bytes(values), out, 0, 1);
    float[] asFloat = new float[1];
    new ElementFormat(kind, size, order).read(bytes(values), asFloat, 0, 1);
    assertEquals((float) out[0], asFloat[0]);
    return out[0];
  }

  @Test
  void readsEveryKindInBothOrders() {
    ByteOrder le = ByteOrder.LITTLE_ENDIAN;
    ByteOrder be = ByteOrder.BIG_ENDIAN;
    assertEquals(-2, asDouble(Kind.SIGNED, 1, le, 0xfe));
    assertEquals(254, asDouble(Kind.UNSIGNED, 1, le, 0xfe));
    assertEquals(-2, asDouble(Kind.SIGNED, 2, le, 0xfe, 0xff));
    assertEquals(0xfffe, asDouble(Kind.UNSIGNED, 2, be, 0xff, 0xfe));
    assertEquals(-2, asDouble(Kind.SIGNED, 4, be, 0xff, 0xff, 0xff, 0xfe));
    assertEquals(0xfffffffeL, asDouble(Kind.UNSIGNED, 4, be, 0xff, 0xff, 0xff, 0xfe));
    assertEquals(0x1p63, asDouble(Kind.UNSIGNED, 8, be, 0x80, 0, 0, 0, 0, 0, 0, 0));
    assertEquals(-0x1p63, asDouble(Kind.SIGNED, 8, le, 0, 0, 0, 0, 0, 0, 0, 0x80));
    assertEquals(1.5, asDouble(Kind.FLOAT, 2, le, 0x00, 0x3e));
    assertEquals(-2.0, asDouble(Kind.BFLOAT, 2, be, 0xc0, 0x00));
    assertEquals(1.0, asDouble(Kind.FLOAT, 4, be, 0x3f, 0x80, 0, 0));
    assertEquals(-2.5, asDouble(Kind.FLOAT, 8, le, 0, 0, 0, 0, 0, 0, 0x04, 0xc0));
  }

  @Test
  void roundsTheLargestUnsignedAsNumpyDoes() {
    int[] ones = {255, 255, 255, 255, 255, 255, 255, 255};
    assertEquals(0x1p64, asDouble(Kind.UNSIGNED, 8, ByteOrder.LITTLE_ENDIAN, ones));
  }

  @Test
  void keepsWholeNumbersWhole() {
    ElementFormat int64 = new ElementFormat(Kind.SIGNED, 8, ByteOrder.LITTLE_ENDIAN);
    long[] out = new long[1];
    int64.read(bytes(1, 0, 0, 0, 0, 0, 0, 0x40), out, 0, 1);
    assertArrayEquals(new long[] {0x4000000000000001L}, out);
    assertThrows(IllegalArgumentException.class, () -> int64.read(bytes(0), new int[1], 0, 1));
    ElementFormat float32 = new ElementFormat(Kind.FLOAT, 4, ByteOrder.LITTLE_ENDIAN);
    assertThrows(IllegalArgumentException.class, () -> float32.read(bytes(0, 0, 0, 0), out, 0, 1));
    assertThrows(
        IllegalArgumentException.class, () -> float32.readBits(bytes(0), new short[1], 0, 1));
  }

  @Test
  void namesLimitsInErrors() {
    ReadBudget budget = new ReadBudget(LoadPolicy.strict().with(Limit.OBJECTS, 10), "model.h5");
    budget.spend(Limit.OBJECTS, 10, "objects");
    FormatException e =
        assertThrows(FormatException.class, () -> budget.spend(Limit.OBJECTS, 1, "objects"));
    assertEquals(
        "model.h5: objects is 11, above the limit OBJECTS = 10. If you trust this file, raise it:"
            + " LoadPolicy.strict().with(Limit.OBJECTS, n)",
        e.getMessage());
    assertThrows(
        FormatException.class, () -> budget.spend(Limit.INFLATED_BYTES, Long.MIN_VALUE, "x"));
  }
}
