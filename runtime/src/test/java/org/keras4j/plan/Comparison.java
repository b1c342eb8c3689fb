package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import org.keras4j.tensor.NDArray;

/** Compares arrays, floats within a tolerance. */
final class Comparison {
  private static final double ABSOLUTE = 1e-5;
  private static final double RELATIVE = 1e-4;

  private Comparison() {}

  static void assertClose(NDArray expected, NDArray actual, String label) {
    assertEquals(expected.spec(), actual.spec(), label);
    for (int i = 0; i < expected.size(); i++) {
      double e = expected.getDouble(i);
      double a = actual.getDouble(i);
      boolean same = Double.compare(e, a) == 0 || e == a;
      if (!same && !(Math.abs(e - a) <= ABSOLUTE + RELATIVE * Math.abs(e))) {
        fail("element " + i + ": expected " + e + ", got " + a + ": " + label);
      }
    }
  }
}
