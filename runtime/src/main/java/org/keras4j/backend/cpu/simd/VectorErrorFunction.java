package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.BIAS;
import static org.keras4j.backend.cpu.simd.VectorConstants.E0;
import static org.keras4j.backend.cpu.simd.VectorConstants.E1;
import static org.keras4j.backend.cpu.simd.VectorConstants.E2;
import static org.keras4j.backend.cpu.simd.VectorConstants.E3;
import static org.keras4j.backend.cpu.simd.VectorConstants.E4;
import static org.keras4j.backend.cpu.simd.VectorConstants.E5;
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
import static org.keras4j.backend.cpu.simd.VectorConstants.HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.LOG2_E;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.SIGN;
import static org.keras4j.backend.cpu.simd.VectorConstants.SQRT_HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * erf and the exact GELU.
 *
 * <p>Each loop is {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same; {@code count} is a multiple of the vector width. {@link VectorConstants} says
 * why nothing is shared between loops.
 */
final class VectorErrorFunction {

  private VectorErrorFunction() {}

  static void erf(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS);
      FloatVector u = t.blend(ERF_LIMIT, t.compare(GT, ERF_LIMIT));
      FloatVector q = u.mul(G6).add(G5).mul(u).add(G4).mul(u).add(G3).mul(u).add(G2);
      FloatVector v = u.mul(q.mul(u).add(G1).mul(u).add(G0)).neg();
      FloatVector rounded = v.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = v.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(ZERO, v.compare(LT, NEGATIVE_LIMIT));
      FloatVector far = ONE.sub(e);
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(F6).add(F5).mul(z).add(F4).mul(z).add(F3).mul(z).add(F2);
      p = p.mul(z).add(F1).mul(z).add(F0);
      FloatVector near = t.add(t.mul(p));
      FloatVector y = far.blend(near, t.compare(LT, ERF_SPLIT));
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector erf = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
      erf.intoArray(b, bAt + i);
    }
  }

  static void gelu(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector scaled = x.mul(SQRT_HALF);
      FloatVector t = scaled.lanewise(ABS);
      FloatVector u = t.blend(ERF_LIMIT, t.compare(GT, ERF_LIMIT));
      FloatVector q = u.mul(G6).add(G5).mul(u).add(G4).mul(u).add(G3).mul(u).add(G2);
      FloatVector v = u.mul(q.mul(u).add(G1).mul(u).add(G0)).neg();
      FloatVector rounded = v.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = v.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(ZERO, v.compare(LT, NEGATIVE_LIMIT));
      FloatVector far = ONE.sub(e);
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(F6).add(F5).mul(z).add(F4).mul(z).add(F3).mul(z).add(F2);
      p = p.mul(z).add(F1).mul(z).add(F0);
      FloatVector near = t.add(t.mul(p));
      FloatVector y = far.blend(near, t.compare(LT, ERF_SPLIT));
      IntVector sign = scaled.reinterpretAsInts().and(SIGN);
      FloatVector erf = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
      x.mul(HALF).mul(erf.add(ONE)).intoArray(b, bAt + i);
    }
  }
}
