package org.keras4j.backend.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against closed forms and published values. */
class SpecialFunctionsTest {
  private static void close(double expected, double actual) {
    assertEquals(expected, actual, 1e-13 * Math.abs(expected));
  }

  @Test
  void errorFunctions() {
    close(0.8427007929497149, SpecialFunctions.erf(1));
    close(0.9999779095030014, SpecialFunctions.erf(3));
    close(0.15729920705028513, SpecialFunctions.erfc(1));
    close(2.0884875837625446e-45, SpecialFunctions.erfc(10));
    for (double x : new double[] {-3.5, -0.9, 1e-9, 0.3, 1.7, 4}) {
      assertEquals(x, SpecialFunctions.erfinv(SpecialFunctions.erf(x)), 1e-9, "x = " + x);
    }
  }

  @Test
  void gammaFunctions() {
    close(Math.log(24), SpecialFunctions.lgamma(5));
    close(Math.log(Math.PI) / 2, SpecialFunctions.lgamma(0.5));
    close(-0.5772156649015329, SpecialFunctions.digamma(1));
    close(-1.9635100260214235, SpecialFunctions.digamma(0.5));
    close(Math.PI * Math.PI / 6, SpecialFunctions.polygamma(1, 1));
    close(Math.PI * Math.PI / 2, SpecialFunctions.polygamma(1, 0.5));
    close(Math.PI * Math.PI / 2 + 4, SpecialFunctions.polygamma(1, -0.5));
    close(-2 * 1.2020569031595942, SpecialFunctions.polygamma(2, 1));
  }

  @Test
  void hyperbolicAndBessel() {
    close(1e-12, SpecialFunctions.asinh(1e-12));
    close(Math.log(2 + Math.sqrt(3)), SpecialFunctions.acosh(2));
    close(0.5 * Math.log(3), SpecialFunctions.atanh(0.5));
    close(1.2660658777520082, SpecialFunctions.besselI(0, 1));
    close(0.5651591039924851, SpecialFunctions.besselI(1, 1));
    close(2815.716628466254, SpecialFunctions.besselI(0, 10));
  }
}
