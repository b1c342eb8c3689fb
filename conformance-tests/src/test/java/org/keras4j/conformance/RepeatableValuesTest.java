package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.keras4j.tensor.Shape;

/** Numbers that NumPy computed, by {@code weights.py} of the fixtures. */
class RepeatableValuesTest {
  @Test
  void firstWeightBeginsAsTheReadmeSays() {
    assertArrayEquals(
        new float[] {-0.13694406f, 0.49156344f, 0.49829936f},
        RepeatableValues.weight(0, Shape.of(3), 0, 1, false).floats());
  }

  @Test
  void firstInputBeginsAsTheReadmeSays() {
    assertArrayEquals(
        new float[] {0.7666216f, 0.13312304f, 0.18237936f},
        RepeatableValues.input(0, Shape.of(3), 0, 1).floats());
  }

  @Test
  void laterWeightsHaveOffsetAndScaleRoundedOneAfterTheOther() {
    float tenth = 0.10000000149011612f;
    assertArrayEquals(
        new int[] {0x3f728f72, 0x3f7167ae, 0x3f6d9cbf, 0x3f8605b3, 0x3f8824af, 0x3f71a5ce},
        bits(RepeatableValues.weight(319, Shape.of(6), 1, tenth, false).floats()));
  }

  @Test
  void absoluteWeightsAreAboveTheirOffset() {
    assertArrayEquals(
        new int[] {0x3fa08d44, 0x3f9b7474, 0x3f9ff5c4, 0x3f8124de, 0x3fa8bb3e},
        bits(RepeatableValues.weight(7, Shape.of(5), 1, 0.5f, true).floats()));
  }

  @Test
  void furtherInputsAreOtherNumbers() {
    assertArrayEquals(
        new int[] {0x424cc678, 0x436a431e, 0x425f6c04, 0x423586ce},
        bits(RepeatableValues.input(2, Shape.of(4), 127.5f, 127.5f).floats()));
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(values[i]);
    }
    return bits;
  }
}
