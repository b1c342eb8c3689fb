package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.L0;
import static org.keras4j.backend.cpu.simd.VectorConstants.L1;
import static org.keras4j.backend.cpu.simd.VectorConstants.L2;
import static org.keras4j.backend.cpu.simd.VectorConstants.L3;
import static org.keras4j.backend.cpu.simd.VectorConstants.L4;
import static org.keras4j.backend.cpu.simd.VectorConstants.L5;
import static org.keras4j.backend.cpu.simd.VectorConstants.L6;
import static org.keras4j.backend.cpu.simd.VectorConstants.L7;
import static org.keras4j.backend.cpu.simd.VectorConstants.L8;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.MANTISSA_MASK;
import static org.keras4j.backend.cpu.simd.VectorConstants.MINUS_ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.MIN_NORMAL;
import static org.keras4j.backend.cpu.simd.VectorConstants.NAN;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.SQRT_HALF_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWENTY_THREE;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO_POW_23;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of the logarithms, and of softplus, which takes one.
 *
 * <p>The steps are {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same. {@link VectorLoop} says what a loop is and why it is short.
 */
final class VectorLogarithms {

  private VectorLogarithms() {}

  /** {@code 1 + a}. */
  static void onePlus(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.add(ONE).intoArray(y, yAt + i);
    }
  }

  /** The terms from f³ on of log(1 + f), f being what {@code a} has beyond a power of two. */
  static void logPolynomial(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector normal = x.blend(x.mul(TWO_POW_23), x.compare(LT, MIN_NORMAL));
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector p = f.mul(L8).add(L7).mul(f).add(L6).mul(f).add(L5).mul(f).add(L4);
      p = p.mul(f).add(L3).mul(f).add(L2).mul(f).add(L1).mul(f).add(L0);
      f.mul(f).mul(f).mul(p).intoArray(y, yAt + i);
    }
  }

  /** {@code log(b)} of a finite {@code b} above 0; {@code a} is its polynomial. */
  static void log(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      VectorMask<Float> subnormal = x.compare(LT, MIN_NORMAL);
      FloatVector normal = x.blend(x.mul(TWO_POW_23), subnormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector k = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
      k = k.blend(k.sub(TWENTY_THREE), subnormal);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector small = p.add(k.mul(LN2_LOW));
      FloatVector log = k.mul(LN2_HIGH).add(f.sub(f.mul(f).mul(HALF).sub(small)));
      log.intoArray(y, yAt + i);
    }
  }

  /** {@code a}, the log of {@code b}, put right where {@code b} is not finite and above 0. */
  static void logLimits(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector log = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      NAN.blend(log, x.compare(GT, ZERO)) // NaN is not above 0 either
          .blend(NEGATIVE_INFINITY, x.compare(EQ, ZERO))
          .blend(x, x.compare(EQ, INFINITY))
          .intoArray(y, yAt + i);
    }
  }

  /** {@code log1p(b)} of a finite {@code b} above -1; {@code a} is the polynomial of 1 + b. */
  static void log1p(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector u = x.add(ONE);
      FloatVector added = u.sub(ONE);
      FloatVector lost = ONE.sub(u.sub(added)).add(x.sub(added));
      IntVector bits = u.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector k = exponent.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector small = p.add(k.mul(LN2_LOW).add(lost.div(u)));
      FloatVector log = k.mul(LN2_HIGH).add(f.sub(f.mul(f).mul(HALF).sub(small)));
      log.intoArray(y, yAt + i);
    }
  }

  /** {@code a}, the log1p of {@code b}, put right where {@code b} is a limit or out of range. */
  static void log1pLimits(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector log = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      NAN.blend(log, x.compare(GT, MINUS_ONE))
          .blend(NEGATIVE_INFINITY, x.compare(EQ, MINUS_ONE))
          .blend(x, x.compare(EQ, INFINITY))
          .blend(x, x.compare(EQ, ZERO))
          .intoArray(y, yAt + i);
    }
  }

  /** {@code softplus(b)}; {@code a} is {@code log1p(exp(-|b|))}. */
  static void softplus(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector log = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      x.blend(ZERO, x.compare(LE, ZERO)).add(log).intoArray(y, yAt + i);
    }
  }

  /** {@code -softplus(-b)}; {@code a} is {@code log1p(exp(-|b|))}. */
  static void logSigmoid(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector log = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector w = x.neg();
      w.blend(ZERO, w.compare(LE, ZERO)).add(log).neg().intoArray(y, yAt + i);
    }
  }
}
