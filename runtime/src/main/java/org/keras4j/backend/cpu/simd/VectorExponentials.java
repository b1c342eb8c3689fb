package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.E0;
import static org.keras4j.backend.cpu.simd.VectorConstants.E1;
import static org.keras4j.backend.cpu.simd.VectorConstants.E2;
import static org.keras4j.backend.cpu.simd.VectorConstants.E3;
import static org.keras4j.backend.cpu.simd.VectorConstants.E4;
import static org.keras4j.backend.cpu.simd.VectorConstants.E5;
import static org.keras4j.backend.cpu.simd.VectorConstants.EXPM1_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.EXP_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.HALVES_ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.LOG2_E;
import static org.keras4j.backend.cpu.simd.VectorConstants.MINUS_LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.MINUS_ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.MISH_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.SCALED_ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.SELU_SCALE;
import static org.keras4j.backend.cpu.simd.VectorConstants.SELU_SCALE_ALPHA;
import static org.keras4j.backend.cpu.simd.VectorConstants.TANH_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWICE_BIAS;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO_POW_MINUS_65;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The loops of exp and the functions one step from it.
 *
 * <p>The steps are {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same. {@link VectorLoop} says what a loop is and why it is short.
 *
 * <p>A power of two is put together in the exponent bits. Its bias stands in the constant that
 * rounds, {@code HALVES_ROUNDER} or {@code SCALED_ROUNDER}, whose low bits the shift keeps.
 */
final class VectorExponentials {

  private VectorExponentials() {}

  /** {@code exp(a)}. */
  static void exp(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.min(EXP_LIMIT).max(NEGATIVE_LIMIT); // already infinite, already 0
      FloatVector rounded = t.mul(LOG2_E).add(HALVES_ROUNDER);
      FloatVector k = rounded.sub(HALVES_ROUNDER);
      FloatVector r = t.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector bits = rounded.reinterpretAsInts();
      IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
      FloatVector first = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector second = bits.sub(half).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      m.mul(first).mul(second).intoArray(y, yAt + i);
    }
  }

  /** {@code exp(-|a|)}. */
  static void expOfMinusAbs(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS).min(EXP_LIMIT);
      FloatVector rounded = SCALED_ROUNDER.sub(t.mul(LOG2_E));
      FloatVector k = rounded.sub(SCALED_ROUNDER);
      FloatVector r = k.mul(MINUS_LN2_HIGH).sub(t).sub(k.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector scale = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      m.mul(scale.reinterpretAsFloats()).mul(TWO_POW_MINUS_65).intoArray(y, yAt + i);
    }
  }

  /** {@code exp(2 |a|)} up to where tanh has become 1. */
  static void expOfTwiceAbs(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector once = x.lanewise(ABS).min(TANH_LIMIT);
      FloatVector t = once.add(once);
      FloatVector rounded = t.mul(LOG2_E).add(SCALED_ROUNDER);
      FloatVector k = rounded.sub(SCALED_ROUNDER);
      FloatVector r = t.sub(k.mul(LN2_HIGH)).sub(k.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector scale = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
      m.mul(scale.reinterpretAsFloats()).mul(TWO_POW_MINUS_65).intoArray(y, yAt + i);
    }
  }

  /** {@code expm1} of what is left of {@code a} without multiples of ln 2. */
  static void expm1Polynomial(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector k = x.mul(LOG2_E).add(HALVES_ROUNDER).sub(HALVES_ROUNDER);
      FloatVector high = x.sub(k.mul(LN2_HIGH));
      FloatVector low = k.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector lost = high.sub(r).sub(low);
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      r.mul(r).mul(s).add(r.add(lost)).intoArray(y, yAt + i);
    }
  }

  /** {@code expm1(b)}; {@code a} is its polynomial. */
  static void expm1(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector p = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      IntVector bits = x.mul(LOG2_E).add(HALVES_ROUNDER).reinterpretAsInts();
      IntVector half = bits.lanewise(VectorOperators.ASHR, 1);
      IntVector rest = bits.sub(half);
      FloatVector first = half.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      FloatVector second = rest.lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
      IntVector inverse = TWICE_BIAS.sub(rest).lanewise(VectorOperators.LSHL, 23);
      FloatVector shift = first.sub(inverse.reinterpretAsFloats());
      FloatVector e = p.mul(first).add(shift).mul(second);
      e = e.blend(INFINITY, x.compare(GT, EXP_LIMIT));
      e = e.blend(MINUS_ONE, x.compare(LT, EXPM1_LOW)).blend(x, x.compare(EQ, ZERO));
      e.intoArray(y, yAt + i);
    }
  }

  /** {@code b} above 0, {@code parameter * a} below; {@code a} is {@code expm1(b)}. */
  static void elu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      e.mul(parameter).blend(x, x.compare(GT, ZERO)).intoArray(y, yAt + i);
    }
  }

  /** The self-normalising {@link #elu}; {@code a} is {@code expm1(b)}. */
  static void selu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector above = x.mul(SELU_SCALE);
      e.mul(SELU_SCALE_ALPHA).blend(above, x.compare(GT, ZERO)).intoArray(y, yAt + i);
    }
  }

  /** {@code mish(b)}; {@code a} is {@code exp(b)}. */
  static void mish(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector w = e.mul(e.add(TWO));
      FloatVector mish = x.mul(w.div(w.add(TWO)));
      mish.blend(x, x.compare(GT, MISH_LIMIT)).intoArray(y, yAt + i);
    }
  }
}
