package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Accuracy over the whole range of float: each exponent, both signs, 4096 mantissas. */
class FloatMathTest {
  private static final double MAX_ULP = 2;

  @FunctionalInterface
  private interface FloatFunction {
    float apply(float x);
  }

  @Test
  void exp() {
    assertAccurate(FloatMath::exp, Math::exp);
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.exp(Float.POSITIVE_INFINITY));
    assertEquals(0f, FloatMath.exp(Float.NEGATIVE_INFINITY));
    assertEquals(1f, FloatMath.exp(-0f));
    assertEquals(Float.NaN, FloatMath.exp(Float.NaN));
  }

  @Test
  void expm1() {
    assertAccurate(FloatMath::expm1, Math::expm1);
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.expm1(Float.POSITIVE_INFINITY));
    assertEquals(-1f, FloatMath.expm1(Float.NEGATIVE_INFINITY));
    assertEquals(-0f, FloatMath.expm1(-0f));
    assertEquals(Float.NaN, FloatMath.expm1(Float.NaN));
  }

  @Test
  void log() {
    assertAccurate(FloatMath::log, Math::log);
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.log(Float.POSITIVE_INFINITY));
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log(-0f));
    assertEquals(Float.NaN, FloatMath.log(-Float.MIN_VALUE));
    assertEquals(Float.NaN, FloatMath.log(Float.NEGATIVE_INFINITY));
    assertEquals(Float.NaN, FloatMath.log(Float.NaN));
    assertEquals(0f, FloatMath.log(1f));
  }

  @Test
  void log1p() {
    assertAccurate(FloatMath::log1p, Math::log1p);
    assertEquals(Float.POSITIVE_INFINITY, FloatMath.log1p(Float.POSITIVE_INFINITY));
    assertEquals(Float.NEGATIVE_INFINITY, FloatMath.log1p(-1f));
    assertEquals(Float.NaN, FloatMath.log1p(-1.0000001f));
    assertEquals(-0f, FloatMath.log1p(-0f));
    assertEquals(Float.NaN, FloatMath.log1p(Float.NaN));
  }

  @Test
  void tanh() {
    assertAccurate(FloatMath::tanh, Math::tanh);
    assertEquals(1f, FloatMath.tanh(Float.POSITIVE_INFINITY));
    assertEquals(-1f, FloatMath.tanh(Float.NEGATIVE_INFINITY));
    assertEquals(-0f, FloatMath.tanh(-0f));
    assertEquals(Float.NaN, FloatMath.tanh(Float.NaN));
  }

  @Test
  void sigmoid() {
    assertAccurate(
        FloatMath::sigmoid, x -> x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));
    assertEquals(1f, FloatMath.sigmoid(Float.POSITIVE_INFINITY));
    assertEquals(0f, FloatMath.sigmoid(Float.NEGATIVE_INFINITY));
    assertEquals(0.5f, FloatMath.sigmoid(-0f));
    assertEquals(Float.NaN, FloatMath.sigmoid(Float.NaN));
  }

  @Test
  void erf() {
    assertAccurate(FloatMath::erf, FloatMathTest::erf);
    assertEquals(1f, FloatMath.erf(Float.POSITIVE_INFINITY));
    assertEquals(-1f, FloatMath.erf(Float.NEGATIVE_INFINITY));
    assertEquals(-0f, FloatMath.erf(-0f));
    assertEquals(Float.NaN, FloatMath.erf(Float.NaN));
  }

  /** The double reference itself, against Python's {@code math.erf}. */
  @Test
  void erfReference() {
    assertEquals(0.0011283787909692363, erf(0.001), 1e-18);
    assertEquals(0.5204998778130465, erf(0.5), 2e-16);
    assertEquals(0.8427007929497149, erf(1), 2e-16);
    assertEquals(0.9953222650189527, erf(2), 4e-16);
    assertEquals(0.9999779095030014, erf(3), 2e-16);
    assertEquals(-0.8427007929497149, erf(-1), 2e-16);
  }

  private static void assertAccurate(FloatFunction function, DoubleUnaryOperator reference) {
    double worst = 0;
    float worstAt = 0;
    for (int high = 0; high < 1 << 21; high++) {
      // 12 leading mantissa bits from the loop, the 11 others scattered by a multiplicative hash.
      float x = Float.intBitsToFloat(high << 11 | (high * 0x9E3779B1) >>> 21);
      if (Float.isNaN(x) || Float.isInfinite(x)) {
        continue;
      }
      double error = ulps(function.apply(x), reference.applyAsDouble(x));
      if (!(error <= worst)) {
        worst = error;
        worstAt = x;
      }
    }
    assertTrue(worst <= MAX_ULP, worst + " ulp at " + worstAt);
  }

  private static double ulps(float actual, double expected) {
    float rounded = (float) expected;
    if (Float.isNaN(rounded) || Float.isInfinite(rounded)) {
      return Float.compare(actual, rounded) == 0 ? 0 : Double.POSITIVE_INFINITY;
    }
    return Math.abs(actual - expected) / Math.ulp(rounded);
  }

  /** By its series where that converges without cancellation, else by its continued fraction. */
  private static double erf(double x) {
    double a = Math.abs(x);
    double y;
    if (a > 6) {
      y = 1;
    } else if (a < 2.5) {
      double sum = 0;
      double term = a;
      for (int n = 0; term > 1e-20 * sum; n++) {
        sum += term;
        term *= 2 * a * a / (2 * n + 3);
      }
      y = 2 / Math.sqrt(Math.PI) * Math.exp(-a * a) * sum;
    } else {
      double fraction = a;
      for (int n = 80; n > 0; n--) {
        fraction = a + n / 2.0 / fraction;
      }
      y = 1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / fraction;
    }
    return Math.copySign(y, x);
  }
}
