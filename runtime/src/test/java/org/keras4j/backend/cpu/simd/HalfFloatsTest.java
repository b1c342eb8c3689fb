package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {

  /** The value of each half by its definition: sign, exponent, mantissa. */
  @Test
  void everyHalfRoundTrips() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 0x1F;
      int mantissa = bits & 0x3FF;
      float actual = HalfFloats.halfToFloat((short) bits);
      if (exponent == 31 && mantissa != 0) {
        assertTrue(Float.isNaN(actual));
        assertTrue(Float.isNaN(HalfFloats.halfToFloat(HalfFloats.floatToHalf(actual))));
        continue;
      }
      double magnitude =
          exponent == 31
              ? Double.POSITIVE_INFINITY
              : exponent == 0
                  ? mantissa * Math.pow(2, -24)
                  : (1024 + mantissa) * Math.pow(2, exponent - 25);
      assertEquals((float) ((bits & 0x8000) != 0 ? -magnitude : magnitude), actual);
      assertEquals((short) bits, HalfFloats.floatToHalf(actual));
    }
  }

  @Test
  void halvesRoundToNearestEven() {
    for (int bits = 0; bits < 0x7BFF; bits++) {
      float low = HalfFloats.halfToFloat((short) bits);
      float high = HalfFloats.halfToFloat((short) (bits + 1));
      float middle = (low + high) / 2;
      assertEquals(bits + (bits & 1), HalfFloats.floatToHalf(middle), "tie after " + low);
      assertEquals(bits, HalfFloats.floatToHalf(Math.nextDown(middle)));
      assertEquals(bits + 1, HalfFloats.floatToHalf(Math.nextUp(middle)));
      assertEquals((short) (bits + 1 | 0x8000), HalfFloats.floatToHalf(-Math.nextUp(middle)));
    }
  }

  @Test
  void halfOverflow() {
    assertEquals(0x7BFF, HalfFloats.floatToHalf(65504f));
    assertEquals(0x7BFF, HalfFloats.floatToHalf(Math.nextDown(65520f)));
    assertEquals(0x7C00, HalfFloats.floatToHalf(65520f));
    assertEquals((short) 0xFC00, HalfFloats.floatToHalf(-1e30f));
    assertEquals(0, HalfFloats.floatToHalf(Float.MIN_VALUE));
    assertEquals((short) 0x8000, HalfFloats.floatToHalf(-0f));
  }

  @Test
  void everyBfloat16RoundTrips() {
    for (int bits = 0; bits < 1 << 16; bits++) {
      float x = HalfFloats.bfloat16ToFloat((short) bits);
      assertEquals(bits << 16, Float.floatToRawIntBits(x));
      if (Float.isNaN(x)) {
        float back = HalfFloats.bfloat16ToFloat(HalfFloats.floatToBfloat16(x));
        assertTrue(Float.isNaN(back));
      } else {
        assertEquals((short) bits, HalfFloats.floatToBfloat16(x));
      }
    }
    // A NaN whose payload lies only in the bits that are cut off.
    short narrow = HalfFloats.floatToBfloat16(Float.intBitsToFloat(0x7F800001));
    assertTrue(Float.isNaN(HalfFloats.bfloat16ToFloat(narrow)));
  }

  @Test
  void bfloat16RoundsToNearestEven() {
    assertEquals(0x3F80, HalfFloats.floatToBfloat16(Float.intBitsToFloat(0x3F808000)));
    assertEquals(0x3F82, HalfFloats.floatToBfloat16(Float.intBitsToFloat(0x3F818000)));
    assertEquals(0x3F81, HalfFloats.floatToBfloat16(Float.intBitsToFloat(0x3F808001)));
    assertEquals(0x7F80, HalfFloats.floatToBfloat16(Float.MAX_VALUE));
  }

  @Test
  void bulkEqualsScalar() {
    Random random = new Random(3);
    float[] x = new float[100];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian() * 1000;
    }
    short[] half = new short[100];
    short[] brain = new short[100];
    float[] back = new float[100];
    HalfFloats.floatToHalf(x, 1, half, 2, 98);
    HalfFloats.floatToBfloat16(x, 1, brain, 2, 98);
    for (int i = 0; i < 98; i++) {
      assertEquals(HalfFloats.floatToHalf(x[1 + i]), half[2 + i]);
      assertEquals(HalfFloats.floatToBfloat16(x[1 + i]), brain[2 + i]);
    }
    HalfFloats.halfToFloat(half, 2, back, 1, 98);
    assertEquals(x[50], back[50], Math.abs(x[50]) / 2048);
    HalfFloats.bfloat16ToFloat(brain, 2, back, 1, 98);
    assertEquals(x[50], back[50], Math.abs(x[50]) / 256);
  }
}
