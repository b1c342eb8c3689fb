package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class DoubleMathTest {
  private static final double[] X = {-5.5, -1, -0.3, 0, 0.25, 0.9, 1, 2.5, 7};

  /** The float functions are tested on their own; here they are the independent second opinion. */
  @ParameterizedTest
  @EnumSource(
      value = UnaryFunction.class,
      mode = Mode.EXCLUDE,
      names = {"ERF", "GELU"})
  void unaryAgreesWithFloat(UnaryFunction f) {
    double[] y = new double[X.length];
    DoubleMath.unary(f, f.defaultParameter(), X, 0, y, 0, X.length);
    for (int i = 0; i < X.length; i++) {
      float x = (float) X[i];
      float single = FloatActivations.apply(f, f.defaultParameter(), x);
      double wide = DoubleMath.one(f, f.defaultParameter(), x);
      assertClose(single, wide, 2e-6 * Math.max(1, Math.abs(single)));
      assertEquals(DoubleMath.one(f, f.defaultParameter(), X[i]), y[i]);
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void binaryAgreesWithFloat(BinaryFunction f) {
    for (double a : new double[] {-3, 0.5, 1, 7}) {
      for (double b : new double[] {-2, 0.25, 3}) {
        double[] y = new double[2];
        DoubleMath.binary(f, new double[] {a}, 0, new double[] {b}, 0, y, 0, 1);
        DoubleMath.binaryScalar(f, new double[] {a}, 0, b, y, 1, 1);
        float single = PortableBinary.one(f, (float) a, (float) b);
        assertClose(single, y[0], 1e-6 * Math.abs(single));
        assertEquals(y[0], y[1]);
      }
    }
  }

  @Test
  void reductions() {
    double[] x = {1e16, 9, 1, 9, -1e16, 9};
    assertEquals(1, DoubleMath.reduce(Reduction.SUM, x, 0, 2, 3));
    assertEquals(1 / 3.0, DoubleMath.reduce(Reduction.MEAN, x, 0, 2, 3));
    assertEquals(243, DoubleMath.reduce(Reduction.SUM_OF_SQUARES, x, 1, 2, 3));
    assertEquals(729, DoubleMath.reduce(Reduction.PRODUCT, x, 1, 2, 3));
    assertEquals(1e16, DoubleMath.reduce(Reduction.MAX, x, 0, 1, 6));
    assertEquals(-1e16, DoubleMath.reduce(Reduction.MIN, x, 0, 1, 6));
    double[] infinite = {1, Double.POSITIVE_INFINITY};
    assertEquals(Double.POSITIVE_INFINITY, DoubleMath.reduce(Reduction.SUM, infinite, 0, 1, 2));
  }

  @Test
  void errorFunctionIsRefused() {
    var e =
        assertThrows(
            UnsupportedOperationException.class, () -> DoubleMath.one(UnaryFunction.ERF, 0, 1));
    assertTrue(e.getMessage().contains("ERF"));
  }

  /** Equal if infinite or NaN, else within {@code delta}. */
  private static void assertClose(double expected, double actual, double delta) {
    if (Double.isFinite(expected)) {
      assertEquals(expected, actual, delta);
    } else {
      assertEquals(expected, actual);
    }
  }
}
