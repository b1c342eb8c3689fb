package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Compares an array with Keras'. */
public final class Compare {
  private Compare() {}

  /**
   * Fails unless {@code actual} has the expected type, shape and, within the tolerance, values. NaN
   * equals NaN; infinities must be equal.
   */
  public static void assertClose(
      String what, NDArray expected, NDArray actual, Tolerance tolerance) {
    assertEquals(expected.shape(), actual.shape(), what + ": shape");
    assertEquals(expected.dtype(), actual.dtype(), what + ": dtype");
    if (expected.dtype() == DType.STRING) {
      assertEquals(
          Arrays.asList(expected.strings()), Arrays.asList(actual.strings()), what + ": strings");
      return;
    }
    int worst = -1;
    double worstExcess = 0;
    for (int i = 0; i < expected.size(); i++) {
      double excess = excess(expected.getDouble(i), actual.getDouble(i), tolerance);
      if (excess > worstExcess) {
        worst = i;
        worstExcess = excess;
      }
    }
    if (worst >= 0) {
      fail(
          String.format(
              "%s: element %d of %s is %s, Keras has %s (%s)",
              what,
              worst,
              expected.spec(),
              actual.getDouble(worst),
              expected.getDouble(worst),
              tolerance));
    }
  }

  /** By how much two numbers differ beyond the tolerance; zero or less if they agree. */
  private static double excess(double expected, double actual, Tolerance tolerance) {
    if (Double.isNaN(expected) || Double.isNaN(actual)) {
      return Double.isNaN(expected) == Double.isNaN(actual) ? 0 : Double.POSITIVE_INFINITY;
    }
    if (Double.isInfinite(expected) || Double.isInfinite(actual)) {
      return expected == actual ? 0 : Double.POSITIVE_INFINITY;
    }
    double allowed = tolerance.absolute() + tolerance.relative() * Math.abs(expected);
    return Math.abs(expected - actual) - allowed;
  }
}
