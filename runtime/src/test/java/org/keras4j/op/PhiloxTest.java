package org.keras4j.op;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.keras4j.tensor.DType;

class PhiloxTest {
  /** The known answers that the authors of Random123 publish for philox4x32-10. */
  @Test
  void knownAnswers() {
    assertArrayEquals(
        new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(0, 0, 0, 0, 0, 0));
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}, block(-1, -1, -1, -1, -1, -1));
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        block(0xa4093822, 0x299f31d0, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344));
  }

  @Test
  void wordsAreLanesOfBlocks() {
    assertEquals(block(7, 9, 3, 0, 0, 0)[2], Philox.word(7, 9, 14));
  }

  @Test
  void uniformsStayBelowOneInEveryType() {
    for (DType dtype : new DType[] {DType.FLOAT16, DType.BFLOAT16, DType.FLOAT32, DType.FLOAT64}) {
      double sum = 0;
      for (int i = 0; i < 20_000; i++) {
        double value = Philox.uniform(dtype, 1, 2, i);
        assertTrue(value >= 0 && value < 1, dtype + " " + value);
        sum += value;
      }
      // Four standard errors of the mean; the grid of the type lies half a step low.
      double step = dtype == DType.BFLOAT16 ? 0x1p-8 : dtype == DType.FLOAT16 ? 0x1p-11 : 0;
      assertEquals(
          0.5 - step / 2, sum / 20_000, 4 * Math.sqrt(1 / 12.0 / 20_000), dtype.toString());
    }
  }

  @Test
  void normalsHaveUnitVariance() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 20_000; i++) {
      double value = Philox.normal(3, 4, i);
      sum += value;
      squares += value * value;
    }
    assertEquals(0, sum / 20_000, 4 / Math.sqrt(20_000));
    assertEquals(1, squares / 20_000, 4 * Math.sqrt(2.0 / 20_000));
  }

  private static int[] block(int key0, int key1, int c0, int c1, int c2, int c3) {
    int[] words = new int[6];
    Philox.block(key0, key1, c0, c1, c2, c3, words, 1);
    return java.util.Arrays.copyOfRange(words, 1, 5);
  }
}
