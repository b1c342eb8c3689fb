package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ERF_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ERF_SPLIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.F0;
import static org.keras4j.backend.cpu.simd.VectorConstants.F1;
import static org.keras4j.backend.cpu.simd.VectorConstants.F2;
import static org.keras4j.backend.cpu.simd.VectorConstants.F3;
import static org.keras4j.backend.cpu.simd.VectorConstants.F4;
import static org.keras4j.backend.cpu.simd.VectorConstants.F5;
import static org.keras4j.backend.cpu.simd.VectorConstants.F6;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.G0;
import static org.keras4j.backend.cpu.simd.VectorConstants.G1;
import static org.keras4j.backend.cpu.simd.VectorConstants.G2;
import static org.keras4j.backend.cpu.simd.VectorConstants.G3;
import static org.keras4j.backend.cpu.simd.VectorConstants.G4;
import static org.keras4j.backend.cpu.simd.VectorConstants.G5;
import static org.keras4j.backend.cpu.simd.VectorConstants.G6;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.SIGN;
import static org.keras4j.backend.cpu.simd.VectorConstants.SQRT_HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The loops of erf, around that of {@code exp(-|a|)}.
 *
 * <p>The steps are {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same. {@link VectorLoop} says what a loop is and why it is short.
 */
final class VectorErrorFunction {

  private VectorErrorFunction() {}

  /** {@code a} times the square root of one half: what GELU takes the erf of. */
  static void timesSqrtHalf(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.mul(SQRT_HALF).intoArray(y, yAt + i);
    }
  }

  /** {@code -log(1 - erf(|a|))}. */
  static void exponent(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS);
      FloatVector u = t.blend(ERF_LIMIT, t.compare(GT, ERF_LIMIT));
      FloatVector q = u.mul(G6).add(G5).mul(u).add(G4).mul(u).add(G3).mul(u).add(G2);
      u.mul(q.mul(u).add(G1).mul(u).add(G0)).intoArray(y, yAt + i);
    }
  }

  /** {@code erf(b)}; {@code a} is exp of minus its {@link #exponent}. */
  static void erf(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector t = x.lanewise(ABS);
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(F6).add(F5).mul(z).add(F4).mul(z).add(F3).mul(z).add(F2);
      p = p.mul(z).add(F1).mul(z).add(F0);
      FloatVector near = t.add(t.mul(p));
      FloatVector magnitude = ONE.sub(e).blend(near, t.compare(LT, ERF_SPLIT));
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }
}
